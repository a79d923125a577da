"""Parts of the page Target and Run List."""
