"""Batch systems: one module or folder for each, found by entry points."""
