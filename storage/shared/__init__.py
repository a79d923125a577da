"""What several storages use."""
