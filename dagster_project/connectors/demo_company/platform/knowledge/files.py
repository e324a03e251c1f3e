"""The registry of files: those of documents and reports, and some that nothing refers to."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Random, between, choose, happens, spread
from dagster_project.connectors.demo_company.history import DAY, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.knowledge.documents import Library
from data_contracts.platform.knowledge import OmniFiles

MEDIA_TYPES = {
    "pdf": "application/pdf", "html": "text/html", "md": "text/markdown", "png": "image/png", "zip": "application/zip",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv", "json": "application/json", "mp4": "video/mp4",
}  # fmt: skip
PROVIDERS = {"s3": "AWS", "gs": "GCP", "az": "AZURE"}
UPLOADS = ("png", "mp4", "csv", "pdf", "zip")


def store(rng: Random, library: Library, reports: pl.DataFrame, history: History) -> pl.DataFrame:
    """One row per file."""
    documents = library.documents
    kept = ~happens(rng, documents.height, planted("lost_files").size)
    of_documents = documents.filter(pl.Series(kept)).select(
        path="bucket_path", size="size_bytes", at=pl.col("content_changed_at").dt.epoch("s")
    )
    resized = int(planted("resized_files").size)
    of_documents = of_documents.with_columns(
        size=pl.when(pl.int_range(pl.len()) < resized).then(2 * pl.col("size")).otherwise(pl.col("size"))
    )
    of_reports = reports.select(
        path=pl.col("url").str.replace(r"^/(\w+)/", "${1}://l-reports/"), at=pl.col("generated_at").dt.epoch("s")
    ).with_columns(size=pl.Series(spread(rng, reports.height, 300_000, 0.8).astype(np.int64)))
    claimed = pl.concat([of_documents, of_reports.select("path", "size", "at")])
    number = round(planted("unclaimed_files").size * claimed.height)
    schemes = rows.texts(tuple(PROVIDERS)).gather(choose(rng, number, (0.7, 0.2, 0.1)))
    endings = rows.texts(UPLOADS).gather(choose(rng, number, (0.4, 0.2, 0.2, 0.1, 0.1)))
    names = rows.numbered("upload-", np.arange(1, number + 1), 5)
    unclaimed = pl.DataFrame(
        {
            "path": rows.joined(schemes, "://l-uploads/", names, ".", endings),
            "size": spread(rng, number, 2_000_000, 1.2).astype(np.int64),
            "at": between(rng, number, history.start, history.until - DAY).astype(np.int64),
        }
    )
    files = pl.concat([claimed, unclaimed])
    files = files.with_columns(
        ending=pl.col("path").str.extract(r"\.([a-z0-9]+)$"), scheme=pl.col("path").str.extract(r"^([a-z0-9]+)://")
    )
    right = files["ending"].replace_strict(MEDIA_TYPES)
    wrong = rows.texts(("application/octet-stream", "text/plain")).gather(choose(rng, files.height, (0.5, 0.5)))
    is_wrong = pl.Series(happens(rng, files.height, planted("mislabelled_files").size))
    at = files["at"].to_numpy()
    return rows.frame(
        OmniFiles,
        {
            "id": rows.numbered("file_", np.arange(1, files.height + 1), 6),
            "bucket_path": files["path"],
            "file_ext": rows.joined(".", files["ending"]),
            "content_type": wrong.zip_with(is_wrong, right),
            "provider": files["scheme"].replace_strict(PROVIDERS),
            "size_bytes": files["size"],
            "uploaded_at": rows.instants(at),
            "updated_at": rows.instants(at),
        },
    )
