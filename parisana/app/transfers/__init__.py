"""Transfers: a queue of copies in the bookkeeping, carried out by whoever is at work, paused, cancelled, resumed."""
