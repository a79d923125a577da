"""Files, checksums, copies, observation runs, computing elements."""
