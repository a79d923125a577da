"""Forms drawn from parameters."""
