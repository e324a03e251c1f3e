"""Time a command as a whole process: wall seconds and the peak memory of it and its children."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.1


@dataclass(frozen=True)
class Measured:
    """wall: seconds from start to end. peak_gb: the highest sum of resident memory over the process tree, in GB."""

    wall: float
    peak_gb: float


def measure(command: list[str], environment: dict[str, str]) -> Measured:
    """Run a command and measure it. Raises RuntimeError, with its output, where it fails."""
    started = time.monotonic()
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    peak = 0
    output: list[str] = []
    reader = threading.Thread(target=lambda: output.extend(process.stdout))
    reader.start()
    while process.poll() is None:
        peak = max(peak, _resident_bytes(process.pid))
        time.sleep(SAMPLE_SECONDS)
    wall = time.monotonic() - started
    reader.join()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{''.join(output)[-3000:]}")
    return Measured(wall, peak / 1e9)


def _resident_bytes(root: int) -> int:
    """Resident memory of a process and all below it; shared pages count once for each, so it errs upward."""
    parents: dict[int, int] = {}
    resident: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            status = (folder / "stat").read_text().rpartition(") ")[2].split()
            pages = int((folder / "statm").read_text().split()[1])
        except (FileNotFoundError, ProcessLookupError, IndexError):
            continue
        parents[int(folder.name)] = int(status[1])
        resident[int(folder.name)] = pages * os.sysconf("SC_PAGE_SIZE")
    tree = {root}
    grew = True
    while grew:
        below = {pid for pid, parent in parents.items() if parent in tree} - tree
        tree |= below
        grew = bool(below)
    return sum(resident.get(pid, 0) for pid in tree)
