"""What an outsider implements, and how it is found."""
