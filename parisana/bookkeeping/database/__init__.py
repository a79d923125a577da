"""The database as such: how it is opened, one transaction a verb, many rows at once, its clock, its troubles."""
