"""Jobs: listed, counted, stepped, in groups that failed alike."""
