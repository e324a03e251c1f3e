"""Tables of a PostgreSQL schema: one consistent snapshot a run, streamed as Arrow batches."""
