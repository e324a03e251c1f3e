"""Case logs of any system, brought in with a mapping file: one row per event, or one row per case."""
