"""Files of another machine, through its ssh server."""
