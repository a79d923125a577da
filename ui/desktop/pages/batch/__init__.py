"""The page Batch System."""
