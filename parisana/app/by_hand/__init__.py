"""Scripts that are submitted by hand, and what they made taken up."""
