"""Documents while they are edited: drafts, forms, judgements, schemas."""
