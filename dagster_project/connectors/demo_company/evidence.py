"""What comes with messages: attachments to those of customers, macros in those of agents."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.block import Block
from dagster_project.connectors.demo_company.cycles import AGENT, CUSTOMER
from dagster_project.connectors.demo_company.draws import choose, happens, spread, within
from dagster_project.connectors.demo_company.guidance import MACRO_COUNT, MACRO_IDS, MACRO_START
from dagster_project.connectors.demo_company.phrases import Role
from dagster_project.connectors.demo_company.product import THEME_OF_COMPONENT
from dagster_project.connectors.demo_company.timeline import Events
from data_contracts.support.cases import CaseAttachments
from data_contracts.support.guidance import CaseMacroUses

SHARE_OF_ANSWERS, SHARE_OF_RESOLUTIONS = 0.10, 0.02
"""Shares of messages that come with a file; which openings do is drawn with the case."""
SHARE_OF_RESOLUTIONS_WITH_MACRO = 0.09

FILES = (
    # name, media type, kind, median size in bytes
    ("screenshot.png", "image/png", "screenshot", 240_000),
    ("screen-recording.mp4", "video/mp4", "evidence", 6_500_000),
    ("application.log", "text/plain", "log", 90_000),
    ("trace.json", "application/json", "log", 40_000),
    ("settings.yaml", "application/yaml", "config", 3_500),
    ("export-sample.csv", "text/csv", "evidence", 55_000),
)
FILE_WEIGHTS = (0.42, 0.05, 0.25, 0.12, 0.08, 0.08)


def attachment_rows(block: Block, interactions: Events, interaction_ids: pl.Series) -> pl.DataFrame:
    """Rows of case_attachments, one at most for a message. interaction_ids: one per interaction."""
    rng, role = block.rng, interactions["role"]
    share = np.zeros(len(Role))
    share[Role.ANSWER.value], share[Role.RESOLUTION.value] = SHARE_OF_ANSWERS, SHARE_OF_RESOLUTIONS
    is_with_file = happens(rng, role.size, share[role])
    is_with_file |= (role == Role.OPENING.value) & block.desk.opens_with_file[interactions.case]
    which = np.flatnonzero(is_with_file)
    case, kind = interactions.case[which], choose(rng, which.size, FILE_WEIGHTS)
    names, types, kinds, sizes = zip(*FILES, strict=True)
    size = np.minimum(spread(rng, which.size, np.array(sizes)[kind], 0.9), 50_000_000).astype(np.int64)
    by = np.where(role[which] == Role.RESOLUTION.value, AGENT, CUSTOMER)
    ids = interaction_ids.gather(which)
    return rows.frame(
        CaseAttachments,
        {
            "attachment_id": rows.joined(ids, "-F1"),
            **block.case_columns(case),
            "interaction_id": ids,
            "uploaded_by": block.actor_ids(case, by, interactions["agent"][which]),
            "file_name": rows.texts(names).gather(kind),
            "content_type": rows.texts(types).gather(kind),
            "kind": rows.texts(kinds).gather(kind),
            "size_bytes": size,
            "uploaded_at": rows.instants(interactions.at[which]),
        },
    )


def macro_rows(block: Block, interactions: Events, interaction_ids: pl.Series) -> pl.DataFrame:
    """Rows of case_macro_uses: the first replies that were made with one, and some of the last ones."""
    rng, role = block.rng, interactions["role"]
    first_macro = block.desk.first_macro[interactions.case]
    is_first = (role == Role.FIRST_REPLY.value) & (first_macro >= 0)
    is_last = (role == Role.RESOLUTION.value) & happens(rng, role.size, SHARE_OF_RESOLUTIONS_WITH_MACRO)
    which = np.flatnonzero(is_first | is_last)
    case = interactions.case[which]
    theme = THEME_OF_COMPONENT[block.openings.component[case]]
    last_macro = MACRO_START[theme] + within(rng, MACRO_COUNT[theme])
    macro = np.where(is_first[which], first_macro[which], last_macro)
    ids = interaction_ids.gather(which)
    return rows.frame(
        CaseMacroUses,
        {
            "macro_use_id": rows.joined(ids, "-M1"),
            **block.case_columns(case),
            "macro_id": MACRO_IDS.gather(macro),
            "interaction_id": ids,
            "used_by": block.world.staff.ids.gather(interactions["agent"][which]),
            "used_at": rows.instants(interactions.at[which]),
        },
    )
