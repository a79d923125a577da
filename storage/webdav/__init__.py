"""WebDAV and plain HTTPS."""
