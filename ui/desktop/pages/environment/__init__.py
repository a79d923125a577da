"""The page Environment."""
