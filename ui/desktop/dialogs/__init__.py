"""Windows that come up for one question."""
