"""A folder with one file per table (Parquet, CSV, gzipped CSV), the file named as the table."""
