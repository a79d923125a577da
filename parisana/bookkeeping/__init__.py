"""The database: schema, migrations, repository. The only SQL of the house."""
