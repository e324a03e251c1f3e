"""A small release, and the app on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from dbt_builds import parsed_project
from pages import open_page
from streamlit.testing.v1 import AppTest

from dagster_project.resources.paths import Home

from .small_release import write_release


@pytest.fixture(scope="session")
def manifests() -> Path:
    """The folder with dbt's manifests of the project, parsed once."""
    return parsed_project()


@pytest.fixture
def home(tmp_path: Path, monkeypatch) -> Home:
    """An empty data folder, the one that the app reads."""
    monkeypatch.setenv("LOOMPIN_HOME", str(tmp_path))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    return Home(tmp_path)


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory, manifests: Path) -> Home:
    """A data folder with the small release, for tests that change nothing in it."""
    shared = Home(tmp_path_factory.mktemp("shared"))
    write_release(shared, manifests)
    return shared


@pytest.fixture
def published(shared_home: Home, monkeypatch) -> Home:
    """The data folder with the small release, as the one that the app reads."""
    monkeypatch.setenv("LOOMPIN_HOME", str(shared_home.root))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    return shared_home


@pytest.fixture(name="open_page")
def opens_page() -> Callable[..., AppTest]:
    """Opens a page of the app, as a link with these parameters does."""
    return open_page
