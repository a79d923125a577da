"""The Working area of a production: what lies where in it, scripts, committed outputs."""
