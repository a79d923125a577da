"""Driving a production: what is ready is sent, what left is collected, until nothing is left to do."""
