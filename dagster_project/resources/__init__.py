"""What the work needs around it: settings, paths, the warehouse file, the lock. Free of dagster, but for the
resource that a run shares (pipeline_run) and the way its errors end a step (failures)."""
