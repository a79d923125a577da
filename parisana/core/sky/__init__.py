"""Directions and regions of the sky, targets and stars."""
