"""dbt's parse of the project, handed from one data folder to another.

dbt keeps what it parsed beside what it compiled, and takes it up again only where the connection is the one that it
wrote down. The connection names the data folder, so the parse of one folder is thrown away in another, although
nothing in it depends on where the warehouse lies: a copy with the other connection written down saves the seconds.
"""

from __future__ import annotations

import pprint
import shutil
from argparse import Namespace
from pathlib import Path

from dagster_project.resources.environment import Environment, child_environment
from dagster_project.resources.paths import DBT_PROJECT, Home
from dagster_project.transformation.dbt_project import PARSED_FILES

PARSE = "partial_parse.msgpack"
ARTIFACTS = ("manifest.json", "semantic_manifest.json", PARSED_FILES)


def hand_over_parse(target: Path, environment: Environment) -> None:
    """Give the environment's data folder the parse in dbt's target folder `target`, where there is one to be read.

    What changed in the project since is still found by dbt, file by file.
    """
    if not (target / PARSE).exists():
        return
    try:
        parse = _with_connection((target / PARSE).read_bytes(), environment)
    except Exception:
        # Damaged, or of another version of dbt: it is passed over for whatever reason, as dbt does, and parsed anew.
        return
    theirs = Home(environment.home).create().dbt_target
    (theirs / PARSE).write_bytes(parse)
    for name in ARTIFACTS:
        if (target / name).exists():
            shutil.copyfile(target / name, theirs / name)


def _with_connection(parse: bytes, environment: Environment) -> bytes:
    from dbt.artifacts.resources import FileHash
    from dbt.config.runtime import load_profile
    from dbt.contracts.graph.manifest import Manifest
    from dbt.flags import set_from_args
    from dbt.parser.manifest import extended_mashumaro_encoder, extended_mashumuro_decoder
    from dbt_common.context import set_invocation_context

    manifest = Manifest.from_msgpack(parse, decoder=extended_mashumuro_decoder)
    set_from_args(Namespace(PROFILES_DIR=str(DBT_PROJECT)), {})
    set_invocation_context(child_environment(environment))
    connection = load_profile(str(DBT_PROJECT), {}).credentials.connection_info()
    manifest.state_check.profile_hash = FileHash.from_contents(pprint.pformat(sorted(connection)))
    return manifest.to_msgpack(extended_mashumaro_encoder)
