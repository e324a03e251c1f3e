"""Write the files that are rendered from the contracts, and find out whether the written ones are up to date.

`make contracts` writes them; a test renders them again and compares. They are committed because dbt and people
read them, and they are never edited by hand.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from dagster_project.resources.paths import DBT_SOURCES, ODCS_FILES
from data_contracts import all_contracts
from data_contracts.registry import subject_of
from data_contracts.rendering.dbt_sources import dbt_sources
from data_contracts.rendering.odcs import odcs_document

HEADER = "# Rendered from the classes in data_contracts/{source}/{subject}.py by `make contracts`; do not edit.\n"


def rendered_files() -> dict[Path, str]:
    """Path → text of every rendered file."""
    by_subject = defaultdict(list)
    for contract in all_contracts():
        by_subject[contract.facts().source, subject_of(contract)].append(contract)
    files = {}
    for (source, subject), contracts in by_subject.items():
        header = HEADER.format(source=source, subject=subject)
        sources_file = DBT_SOURCES / source / f"_{source}_{subject}__sources.yml"
        files[sources_file] = header + _yaml(dbt_sources(source, contracts))
        for contract in contracts:
            file = ODCS_FILES / source / f"{contract.facts().table}.odcs.yaml"
            files[file] = header + _yaml(odcs_document(contract))
    return files


def write_rendered_files() -> list[Path]:
    """Write those that differ, remove those whose contract is gone, and return what was touched."""
    files = rendered_files()
    touched = []
    for path, text in files.items():
        if not path.exists() or path.read_text() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            touched.append(path)
    for path in [*ODCS_FILES.glob("*/*.odcs.yaml"), *_rendered_sources()]:
        if path not in files:
            path.unlink()
            touched.append(path)
    return touched


def _rendered_sources() -> list[Path]:
    """Files of sources that were rendered once; those written by hand have another first line."""
    first_words = HEADER.partition("{")[0]
    return [file for file in DBT_SOURCES.glob("*/_*__sources.yml") if file.read_text().startswith(first_words)]


def _yaml(document: dict[str, Any]) -> str:
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)
