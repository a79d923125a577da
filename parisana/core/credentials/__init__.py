"""Proxies and tokens, read from their bytes."""
