"""Sites: their plug-ins made ready, where their commands are given and their files lie, how they are looked at."""
