"""The life of a job: its words and steps, reports, causes, and which failure is worth another try."""
