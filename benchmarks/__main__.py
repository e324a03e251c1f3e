"""`make bench`: figures for benchmarks/README.md. Sizes can be named: python -m benchmarks 10000 100000"""

from __future__ import annotations

import os
import platform
import sys

from benchmarks.pipeline import measure_size, report

SIZES = (10_000, 100_000, 1_000_000)


def main() -> None:
    """Measure every size and print the table, with the machine it was measured on."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    results = []
    for size in sizes:
        print(f"measuring {size:,} cases ...", flush=True)
        results.append(measure_size(size))
    print(f"\n{os.cpu_count()} cores, {_memory_gb():.0f} GB, Python {platform.python_version()}\n")
    print(report(results))
    for r in results:
        steps = ", ".join(f"{step} {m.wall:.1f} s / {m.peak_gb:.2f} GB" for step, m in r.steps.items())
        print(f"\n{r.cases:,} cases, whole processes: simulation {r.simulated:.1f} s (not counted), {steps}")


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


main()
