"""Jobs looked at: one by one, in tables, in time, by their failures and their logs."""
