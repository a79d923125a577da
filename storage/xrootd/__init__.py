"""XRootD servers."""
