"""Books and files compared, repaired and cleaned."""
