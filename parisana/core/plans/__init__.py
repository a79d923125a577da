"""What a profile comes to, where its outputs go, and what waits for what."""
