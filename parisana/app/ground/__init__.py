"""What all verbs stand on: places and files of the user, environments, patience."""
