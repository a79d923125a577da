"""How things are written and read back: YAML with its places, words, tables, shell, messages."""
