"""Speed and memory, side by side with the plain tool in the same run."""
