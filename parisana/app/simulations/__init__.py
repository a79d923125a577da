"""Monte-Carlo productions: looked at, created, extended."""
