"""Which sources there are: `loompin.toml`, one section a source.

Example::

    [sources.service_desk]
    type = "event_log"
    paths = ["/exports/incidents.csv.gz"]
    mapping = "mappings/service_desk.yaml"      # relative to the data folder

    [sources.zendesk]
    type = "zendesk_fivetran"                   # or support, platform
    folder = "/exports/zendesk"                 # one file per table; or:
    # url_env = "ZENDESK_DATABASE_URL"          # the NAME of the variable with the PostgreSQL URL
    # schema = "zendesk"
    tables = {ticket = "my_tickets"}            # tables that are called otherwise
    as_of_last_event = true                     # for an old export

    [sources.demo_company]
    type = "demo_company"
    cases = 10000
    seed = 7

Beside the sources may stand how sure a link of two customer records must be, and from where on a person is asked::

    [identity]
    link = 0.95
    review = 0.5

and where exports and alerts go (see `exports/settings.py`), in sections `[export.TARGET]` and `[alerts]`.

Without a file, or with no source in it, the demo company of 10,000 cases is the one source; a file that
LOOMPIN_CONFIG names must be there. Secrets never stand here: a connector that needs one names the environment
variable it is in.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomlkit

from dagster_project.resources.environment import Environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home

SOURCE_NAME = re.compile(r"^[a-z][a-z0-9_]{0,62}$")

TABLE_KEYS = {"type", "folder", "url_env", "schema", "tables", "as_of_last_event"}

KNOWN_KEYS = {
    "demo_company": {"type", "cases", "seed"},
    "event_log": {"type", "paths", "mapping"},
    "platform": TABLE_KEYS,
    "support": TABLE_KEYS,
    "zendesk_fivetran": TABLE_KEYS | {"statuses"},
}
"""Types of source, and what may stand in a section of each."""

BESIDE_SOURCES = ("identity", "export", "alerts")
"""Sections that are not about sources; their keys are judged by those who use them."""

TABLE_SOURCES = tuple(kind for kind, keys in KNOWN_KEYS.items() if keys >= TABLE_KEYS)
"""Types of source that are a group of tables, in a folder or a database."""


@dataclass(frozen=True)
class SourceSettings:
    """One section of the file: the source's name, its type, and the type's own settings."""

    name: str
    type: str
    settings: dict[str, Any] = field(default_factory=dict)


DEMO_COMPANY = SourceSettings("demo_company", "demo_company", {"cases": 10_000, "seed": 7})


def configured_sources(environment: Environment, cases: int | None = None) -> tuple[SourceSettings, ...]:
    """The sources to ingest. `cases` overrides the size of the demo company for one run.

    Raises UserError for a file that cannot be read, a section that makes no sense, or `cases` without a demo company.
    """
    sources = named_sources(environment) or (DEMO_COMPANY,)
    if cases is None:
        return sources
    if not any(source.type == "demo_company" for source in sources):
        raise UserError(
            f"--cases sets the size of the demo company, but {environment.config} names none.",
            'Leave --cases away, or add a section [sources.demo_company] with type = "demo_company".',
        )
    return tuple(
        SourceSettings(s.name, s.type, {**s.settings, "cases": cases}) if s.type == "demo_company" else s
        for s in sources
    )


def named_sources(environment: Environment) -> tuple[SourceSettings, ...]:
    """The sources that the file names; none where there is no file. Raises UserError as configured_sources does."""
    if not environment.config.exists() and environment.config != Home(environment.home).config:
        raise UserError(
            f"{environment.config}: LOOMPIN_CONFIG names this file, and it is not there.",
            "Correct the variable, or leave it away to use loompin.toml in the data folder.",
        )
    document = _read(environment.config)
    for key in document:
        if key not in ("sources", *BESIDE_SOURCES):
            hint = "Did you mean [sources.…]?" if difflib.get_close_matches(key, ["sources"]) else ""
            beside = ", ".join(f"[{name}]" for name in BESIDE_SOURCES)
            raise UserError(
                f"{environment.config}: {key!r} is not known here.",
                f"{hint} Every section is [sources.NAME]. Beside them may stand {beside}.".strip(),
            )
    sections = document.get("sources", {})
    if not isinstance(sections, dict):
        raise UserError(f"{environment.config}: 'sources' is no section.", "Write each source as [sources.NAME].")
    return tuple(_source(environment.config, name, section) for name, section in sections.items())


def identity_thresholds(environment: Environment) -> dict[str, float]:
    """What the section [identity] says of `link` and `review`; what it does not say is not there.

    Raises UserError for another key, or for what is no number from 0 to 1.
    """
    section = _read(environment.config).get("identity", {})
    where = f"{environment.config}, [identity]"
    if not isinstance(section, dict):
        raise UserError(f"{where}: this is no section.", "Write [identity], and link = 0.95 below it.")
    for key, value in section.items():
        if key not in ("link", "review"):
            raise UserError(f"{where}: {key!r} is not known here.", "It knows link and review.")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
            raise UserError(f"{where}: {key} is {value!r}.", "A probability lies above 0 and not above 1.")
    return {key: float(value) for key, value in section.items()}


def section_beside_sources(environment: Environment, name: str) -> dict[str, Any]:
    """The section `name` as the file has it; empty where there is none. Raises UserError where it is no section."""
    section = _read(environment.config).get(name, {})
    if not isinstance(section, dict):
        raise UserError(f"{environment.config}, [{name}]: this is no section.", f"Write [{name}], and keys below it.")
    return section


def keep_source(environment: Environment, source: SourceSettings) -> None:
    """Write a source's section into the file, leaving all else in it as it stands, comments too."""
    text = environment.config.read_text() if environment.config.exists() else ""
    document = tomlkit.parse(text)
    sections = document.setdefault("sources", tomlkit.table(is_super_table=True))
    section = tomlkit.table()
    section.update({"type": source.type, **source.settings})
    sections[source.name] = section
    environment.config.parent.mkdir(parents=True, exist_ok=True)
    environment.config.write_text(tomlkit.dumps(document))


def kept_settings(environment: Environment, source: SourceSettings) -> dict[str, Any]:
    """What the file says of a source by this name already, its place left out. Raises UserError for another type."""
    section = _read(environment.config).get("sources", {}).get(source.name, {})
    if section.get("type", source.type) != source.type:
        raise UserError(
            f"{environment.config}, [sources.{source.name}]: this is a source of type {section['type']} already.",
            "Give the folder another name: --name NAME.",
        )
    return {key: value for key, value in section.items() if key not in ("type", "folder", "url_env", "schema")}


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: this is not TOML: {error}", "Mend the line it names.") from error


def _source(path: Path, name: str, section: Any) -> SourceSettings:
    where = f"{path}, [sources.{name}]"
    if not SOURCE_NAME.match(name):
        raise UserError(f"{where}: a source's name is lower-case letters, digits and _, from a letter on.")
    kind = section.get("type") if isinstance(section, dict) else None
    if kind not in KNOWN_KEYS:
        raise UserError(f"{where}: type is {kind!r}; expected one of {', '.join(sorted(KNOWN_KEYS))}.")
    unknown = sorted(set(section) - KNOWN_KEYS[kind])
    if unknown:
        raise UserError(
            f"{where}: {unknown[0]!r} is not a setting of a source of type {kind}.",
            f"It knows {', '.join(sorted(KNOWN_KEYS[kind]))}.",
        )
    return SourceSettings(name, kind, {key: value for key, value in section.items() if key != "type"})
