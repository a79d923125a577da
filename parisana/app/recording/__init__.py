"""A production in the books, and what its driver holds in its hands."""
