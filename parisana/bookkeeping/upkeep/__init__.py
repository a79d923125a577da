"""Its tables brought to this version, copied, and guarded."""
