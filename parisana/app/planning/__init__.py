"""From a profile to a plan."""
