"""Storage protocols: one module for each, found by entry points."""
