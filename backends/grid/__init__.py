"""What all backends share whose nodes see no Working area: what travels with a job, and how elements share the jobs."""
