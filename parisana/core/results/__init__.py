"""Results as numbers, tables and files, for the eye and for other programs."""
