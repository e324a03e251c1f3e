"""A folder with one file per table, named as the table: Parquet, CSV or JSON lines, the last two plain or gzipped."""
