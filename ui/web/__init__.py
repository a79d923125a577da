"""The bookkeeping as web pages: read-only, drawn on the server, nothing from other hosts."""
