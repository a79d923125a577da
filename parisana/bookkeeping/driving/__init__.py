"""What a driver writes down: submissions, attempts, what was seen while the database was away."""
