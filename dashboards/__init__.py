"""What people look at: pages over the current release. Nothing here writes, and nothing here knows the pipeline."""
