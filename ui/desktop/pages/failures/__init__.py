"""The page Failures."""
