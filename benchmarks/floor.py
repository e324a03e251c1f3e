"""The floor: DuckDB alone reads the lake's accepted files and writes them to tables. Run as a process of its own.

python -m benchmarks.floor LAKE FILE
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb


def copy_lake(lake: Path, file: Path) -> int:
    """Copy every table of the lake into a DuckDB file; returns the rows written."""
    file.unlink(missing_ok=True)
    connection = duckdb.connect(
        file, config={"memory_limit": "3GB", "preserve_insertion_order": "false", "temp_directory": f"{file}.spill"}
    )
    rows = 0
    for folder in sorted(lake.glob("*/*")):
        files = [str(part) for part in sorted(folder.glob("*.parquet"))]
        if files and folder.parent.name not in ("rejected", "batches"):
            table = f"{folder.parent.name}_{folder.name}"
            rows += connection.execute(f'create table "{table}" as from read_parquet({files!r})').fetchone()[0]
    connection.close()
    return rows


if __name__ == "__main__":
    print(copy_lake(Path(sys.argv[1]), Path(sys.argv[2])))
