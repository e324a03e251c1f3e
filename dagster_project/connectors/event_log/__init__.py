"""Case logs from files: CSV (gzipped or not) or Parquet, one row per event or per case, read by a mapping file."""
