"""The pages Storage and Transfers."""
