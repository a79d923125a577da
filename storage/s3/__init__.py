"""S3 servers."""
