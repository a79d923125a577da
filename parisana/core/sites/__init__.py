"""Batch systems and areas as they are configured, and the scripts that they are given."""
