"""Productions and their revisions, rows, what they wait for."""
