"""Fixtures that several folders share."""

from __future__ import annotations

from pathlib import Path

import pytest
from installation import INCIDENT_LOG, Installation


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """A fresh data folder for one test."""
    return Installation(tmp_path / "home")


@pytest.fixture(scope="session")
def incident_log() -> Path:
    """The real incident log beside the checkout."""
    if not INCIDENT_LOG.exists():
        pytest.skip(f"the real incident log is not at {INCIDENT_LOG}")
    return INCIDENT_LOG
