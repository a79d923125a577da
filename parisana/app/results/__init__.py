"""The results of productions, for the eye and for other programs."""
