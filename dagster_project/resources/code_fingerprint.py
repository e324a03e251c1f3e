"""A fingerprint of the dbt project: tables that another code built are built anew, not gone on from."""

from __future__ import annotations

import hashlib
from functools import cache

from dagster_project.resources.paths import DBT_PROJECT


@cache
def code_fingerprint() -> str:
    """Sixteen hexadecimal digits over the names and contents of models, macros, seeds and settings.

    Descriptions (YAML) count only where they hold settings: dbt_project.yml does, the others do not.
    """
    digest = hashlib.sha256()
    files = [DBT_PROJECT / "dbt_project.yml"]
    for folder, ending in (("models", "*.sql"), ("macros", "*.sql"), ("seeds", "*.csv"), ("seeds", "*.yml")):
        files += sorted((DBT_PROJECT / folder).rglob(ending))
    for file in files:
        digest.update(str(file.relative_to(DBT_PROJECT)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
