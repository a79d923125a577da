"""The bookkeeping itself: made, shared by several people, summed up."""
