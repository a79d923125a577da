"""What a production computes, changed: extended, merged as far as it is there, kept from nodes, declared ready."""
