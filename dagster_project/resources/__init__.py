"""What the work needs around it: settings, paths, the warehouse file, the lock. Free of dagster."""
