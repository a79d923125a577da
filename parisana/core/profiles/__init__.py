"""All that a user chooses and saves."""
