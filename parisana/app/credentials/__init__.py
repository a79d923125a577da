"""Proxies and tokens: found, made and renewed."""
