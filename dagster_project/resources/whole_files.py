"""Files that are put in place at once: whoever reads sees the old one or the new one, also after a crash."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Put a file in place, with the permissions of the one that stood there; its folder is made where it is missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    with part.open("wb") as writing:
        writing.write(content)
        writing.flush()
        os.fsync(writing.fileno())
    if file.exists():
        shutil.copymode(file, part)
    part.replace(file)
    force_folder(file.parent)


def force_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
