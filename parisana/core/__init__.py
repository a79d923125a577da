"""Pure values and rules: no files, no clock, no SQL, no network, no Qt."""
