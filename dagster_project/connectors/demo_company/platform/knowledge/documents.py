"""The documents: guides that macros point to, one for each runbook, and what teams wrote about each component.

Each published text has one fault at most (Fault); guides and runbooks have none but that some guides are not reviewed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Flags, Ints, Random, between, choose, happens, spread, within
from dagster_project.connectors.demo_company.guidance import MACROS, RUNBOOKS
from dagster_project.connectors.demo_company.history import DAY, NEVER
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.product import COMPONENT_NAMES
from dagster_project.connectors.demo_company.world import World
from data_contracts.platform.knowledge import Documents

SORTS = (
    # what it is called, sort of file, median size in bytes
    ("onboarding guide", "PDF", 1_200_000), ("reference", "HTML", 80_000), ("release notes", "MD", 20_000),
    ("troubleshooting", "HTML", 60_000), ("architecture map", "PNG", 2_500_000), ("training", "PPTX", 6_000_000),
    ("policy", "PDF", 800_000), ("asset pack", "ZIP", 15_000_000), ("data sheet", "XLSX", 300_000),
    ("design notes", "DOCX", 450_000),
)  # fmt: skip
GUIDE, RUNBOOK = ("guide", "HTML", 50_000), ("runbook", "MD", 15_000)
WITHOUT_TEXT = ("PNG", "ZIP")

PAGES = tuple((title, page) for title, _, _, page in MACROS if page)
STATUSES = ("draft", "in_review", "published", "archived")
STATUS_WEIGHTS = (0.09, 0.04, 0.77, 0.10)
PUBLISHED, ARCHIVED = STATUSES.index("published"), STATUSES.index("archived")


class Fault(IntEnum):
    """What is wrong with a published document, as searched by meaning."""

    NONE = 0
    UNEMBEDDED = 1
    LOST_CHUNK = 2
    STALE_MODEL = 3
    MIXED_MODELS = 4
    CHANGED = 5


EFFECT_OF_FAULT = {
    Fault.UNEMBEDDED: "unembedded_documents",
    Fault.LOST_CHUNK: "lost_chunks",
    Fault.STALE_MODEL: "stale_embedding_model",
    Fault.MIXED_MODELS: "mixed_embedding_models",
    Fault.CHANGED: "changed_after_embedding",
}
NEW_MODEL_DAYS = planted("stale_embedding_model").starts_days_before


@dataclass(frozen=True)
class Library:
    """The documents, an element each: their rows, and what the other tables need to know of them.

    has_text: whether there is anything to embed. status: index into STATUSES. changed: when the content last changed.
    """

    documents: pl.DataFrame
    has_text: Flags
    status: Ints
    fault: Ints
    changed: Ints


def write_documents(rng: Random, world: World) -> Library:
    """So many documents as suit the company: from 200 at 1,000 cases to 2,500 at 1,000,000."""
    history = world.history
    count = int(np.clip(6 * world.cases**0.5, 200, 2_500))
    guides, runbooks = len(PAGES), len(RUNBOOKS)
    others = count - guides - runbooks
    titles, kinds = _titles(others)
    sorts = [*[GUIDE] * guides, *[RUNBOOK] * runbooks, *[SORTS[kind] for kind in kinds]]
    types = np.array([sort[1] for sort in sorts])
    is_other = np.arange(count) >= guides + runbooks
    status = np.where(is_other, choose(rng, count, STATUS_WEIGHTS), PUBLISHED)
    has_text = ~np.isin(types, WITHOUT_TEXT)
    fault = _faults(rng, np.flatnonzero(is_other & has_text & (status == PUBLISHED)), count)

    published = history.until - between(rng, count, 30 * DAY, 700 * DAY).astype(np.int64)
    # Left with the old model is only what was there before the new one came, and was not touched since.
    needs_age = np.isin(fault, (Fault.STALE_MODEL, Fault.MIXED_MODELS))
    published = np.where(needs_age, np.minimum(published, history.days_before_end(NEW_MODEL_DAYS + 40)), published)
    latest = np.where(needs_age, history.days_before_end(NEW_MODEL_DAYS + 10), history.days_before_end(5))
    published[:guides] = history.days_before_end(520) - np.arange(guides) * DAY
    changed = published + ((latest - published) * rng.random(count) * happens(rng, count, 0.6)).astype(np.int64)
    recent = history.until - between(rng, count, 2 * DAY, 60 * DAY).astype(np.int64)
    changed = np.where(fault == Fault.CHANGED, np.maximum(recent, published + 20 * DAY), changed)
    changed = np.minimum(changed, history.until - DAY)

    reviewed = _reviews(rng, world, count, published, changed, is_other)
    never = np.where(status >= PUBLISHED, published, NEVER)
    scheme = np.array(("s3", "gs", "az"))[choose(rng, count, (0.6, 0.25, 0.15))]
    numbers = np.arange(1, count + 1)
    ids = rows.numbered("doc_", numbers, 4)
    pages = [f"https://docs.loompin.example/{page}" for _, page in PAGES]
    sizes = np.array([float(size) for *_, size in sorts])
    endings = pl.Series(types).str.to_lowercase()
    documents = rows.frame(
        Documents,
        {
            "id": ids,
            "title": pl.Series([*[t for t, _ in PAGES], *[t for t, _, _ in RUNBOOKS], *titles]),
            "type": types,
            "status": rows.texts(STATUSES).gather(status),
            "size_bytes": spread(rng, count, sizes, 0.5).astype(np.int64) + 1_000,
            "owner_id": world.staff.ids.gather(within(rng, np.full(count, len(world.staff.ids)))),
            "url": pl.Series(pages + [None] * (count - guides)),
            "bucket_path": rows.joined(pl.Series(scheme), "://l-knowledge/docs/", ids, ".", endings),
            "created_at": rows.instants(published - between(rng, count, DAY, 30 * DAY).astype(np.int64)),
            "published_at": rows.instants(never),
            "content_changed_at": rows.instants(changed),
            "reviewed_at": rows.instants(np.where(status >= PUBLISHED, reviewed, NEVER)),
            "updated_at": rows.instants(np.maximum(changed, np.where(status >= PUBLISHED, reviewed, 0))),
        },
    )  # fmt: skip
    return Library(documents, has_text, status, fault, changed)


def _titles(count: int) -> tuple[list[str], list[int]]:
    """Titles that no two documents share, and the sort of each (index into SORTS)."""
    titles, kinds = [], []
    per_edition = len(SORTS) * len(COMPONENT_NAMES)
    for number in range(count):
        edition, place = divmod(number, per_edition)
        # Stride through the pairs, so that every sort and every component is there from the first few dozen on.
        kind, component = place % len(SORTS), (place // len(SORTS) + place) % len(COMPONENT_NAMES)
        titles.append(f"{COMPONENT_NAMES[component]}: {SORTS[kind][0]}" + (f", part {edition + 1}" if edition else ""))
        kinds.append(kind)
    return titles, kinds


def _faults(rng: Random, candidates: Ints, count: int) -> Ints:
    """Faults of the candidates, each in exactly its planted share of them."""
    fault = np.full(count, Fault.NONE)
    shuffled, first = rng.permutation(candidates), 0
    for kind, effect in EFFECT_OF_FAULT.items():
        size = round(planted(effect).size * candidates.size)
        fault[shuffled[first : first + size]] = kind
        first += size
    return fault


def _reviews(rng: Random, world: World, count: int, published: Ints, changed: Ints, is_other: Flags) -> Ints:
    """Most were reviewed within the year; of what no macro points to, a fifth was not looked at for longer."""
    until = world.history.until
    floor = np.maximum(published, until - 330 * DAY)
    reviewed = floor + ((until - 3 * DAY - floor) * rng.random(count)).astype(np.int64)
    reviewed = np.where(happens(rng, count, 0.2) & is_other, published, reviewed)
    unreviewed = planted("unreviewed_guides")
    reviewed[: int(unreviewed.size)] = until - unreviewed.starts_days_before * DAY
    return reviewed
