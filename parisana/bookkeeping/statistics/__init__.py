"""What was computed, by whom, where and when, added up."""
