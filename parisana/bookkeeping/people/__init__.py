"""Who does what: groups, leases, what happened."""
