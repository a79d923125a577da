"""The Grid's file catalogue."""
