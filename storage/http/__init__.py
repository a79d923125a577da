"""What storages behind HTTP have in common: connections, copies, logins."""
