"""Observation runs: lists, files, nights, and how runs are found."""
