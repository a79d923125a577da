"""Monte-Carlo productions: their rows, schedules and units."""
