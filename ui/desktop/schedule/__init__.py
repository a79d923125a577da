"""MC Production Schedule: what a Monte-Carlo production simulates, and the table of its rows under edit."""
