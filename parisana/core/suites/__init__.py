"""What an analysis software can do: suites, stages, parameters, rules, and a profile's choices against them."""
