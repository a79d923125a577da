"""What is looked at before anything is sent: the dry run."""
