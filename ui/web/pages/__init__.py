"""The pages, each a function of what is recorded and of what was asked."""
