"""What all documents of users have in common: strict models, formats and their versions, hosts, settings."""
