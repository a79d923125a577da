"""The page Dry run."""
