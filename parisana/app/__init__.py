"""The verbs: plan, write, submit, follow, retry, merge, adopt."""
