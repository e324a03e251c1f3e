"""The section [identity] of loompin.toml."""

from __future__ import annotations

import pytest

from dagster_project.resources.configuration import identity_thresholds, named_sources
from dagster_project.resources.environment import Environment
from dagster_project.resources.errors import UserError


def environment(folder, text: str) -> Environment:
    (folder / "loompin.toml").write_text(text)
    return Environment(folder, folder / "loompin.toml", "1GB", 2, 8501)


def test_what_is_said_is_read_and_is_no_source(tmp_path):
    said = environment(tmp_path, "[identity]\nlink = 0.9\n")
    assert identity_thresholds(said) == {"link": 0.9}
    assert named_sources(said) == ()
    assert identity_thresholds(environment(tmp_path, "")) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[identity]\nlnk = 0.9\n", "'lnk' is not known"),
        ("[identity]\nlink = 95\n", "link is 95"),
        ("[identity]\nreview = true\n", "review is True"),
        ("identity = 0.9\n", "this is no section"),
    ],
)
def test_what_makes_no_sense_is_told(tmp_path, text, message):
    with pytest.raises(UserError, match=message):
        identity_thresholds(environment(tmp_path, text))
