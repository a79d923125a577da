"""Numbers with units, angles, times, and how they are counted in bins."""
