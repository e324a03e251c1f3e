"""Documents with their chunks and files, reports and theirs, and drafts on phones."""

from __future__ import annotations

from collections.abc import Iterator

from dagster_project.connectors.demo_company.platform.knowledge.documents import write_documents
from dagster_project.connectors.demo_company.platform.knowledge.drafts import draft_rows
from dagster_project.connectors.demo_company.platform.knowledge.embeddings import embed
from dagster_project.connectors.demo_company.platform.knowledge.files import store
from dagster_project.connectors.demo_company.platform.knowledge.reports import make_reports
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.knowledge import Documents, KnowledgeEmbeddings, MobileDrafts, OmniFiles, Reports


def create(scene: Scene) -> Iterator[Tables]:
    """The five tables."""
    rng, history = scene.rng, scene.world.history
    library = write_documents(rng, scene.world)
    reports = make_reports(rng, scene.world)
    yield {
        Documents: library.documents,
        KnowledgeEmbeddings: embed(rng, library, history),
        Reports: reports,
        OmniFiles: store(rng, library, reports, history),
        MobileDrafts: draft_rows(rng, scene.world),
    }


SUBJECT = Subject("knowledge", (Documents, KnowledgeEmbeddings, Reports, OmniFiles, MobileDrafts), create)
