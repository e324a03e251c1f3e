"""Chunks of documents as vectors: by the model of the time, all made anew when a better model came."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Random, happens
from dagster_project.connectors.demo_company.history import DAY, HOUR, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.knowledge.documents import (
    ARCHIVED,
    NEW_MODEL_DAYS,
    PUBLISHED,
    Fault,
    Library,
)
from data_contracts.platform.knowledge import KnowledgeEmbeddings

MODELS = (("text-embedding-3", 1536), ("text-embedding-4", 3072))
OLD, NEW = range(2)


def embed(rng: Random, library: Library, history: History) -> pl.DataFrame:
    """One row per chunk."""
    count = library.fault.size
    archived = library.status == ARCHIVED
    is_embedded = library.has_text & (
        ((library.status == PUBLISHED) & (library.fault != Fault.UNEMBEDDED))
        | (archived & happens(rng, count, planted("archived_still_embedded").size))
    )
    migrated = history.days_before_end(NEW_MODEL_DAYS)
    soon = library.changed + HOUR + (rng.random(count) * 20 * HOUR).astype(np.int64)
    by_new = np.maximum(soon, migrated + (rng.random(count) * 6 * HOUR).astype(np.int64))
    # What changed afterwards was embedded before its change, by the new model already.
    before = library.changed - 5 * DAY - (rng.random(count) * 10 * DAY).astype(np.int64)
    by_new = np.where(library.fault == Fault.CHANGED, np.maximum(before, migrated), by_new)

    chunks = 2 + rng.poisson(5, count)
    which = np.flatnonzero(is_embedded)
    document = np.repeat(which, chunks[which])
    index = np.arange(document.size) - np.repeat(np.cumsum(chunks[which]) - chunks[which], chunks[which])
    fault = library.fault[document]
    is_old = (fault == Fault.STALE_MODEL) | ((fault == Fault.MIXED_MODELS) & (index >= (chunks[document] + 1) // 2))
    # The first chunk but one: what is lost at the end of a document nobody can tell.
    kept = ~((fault == Fault.LOST_CHUNK) & (index == np.minimum(1, chunks[document] - 2)))
    document, index, is_old = document[kept], index[kept], is_old[kept]
    model = np.where(is_old, OLD, NEW)
    at = np.where(is_old, soon[document], by_new[document])
    return rows.frame(
        KnowledgeEmbeddings,
        {
            "document_id": library.documents["id"].gather(document),
            "chunk_index": index,
            "model_version": rows.texts(tuple(name for name, _ in MODELS)).gather(model),
            "dim_count": np.array([dimensions for _, dimensions in MODELS])[model],
            "embedded_at": rows.instants(at),
        },
    )
