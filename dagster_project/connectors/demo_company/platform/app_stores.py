"""The product's app in five stores: versions over the history, ratings of each, and what the stores report daily.

A store's reported mean is that of all ratings up to the day, but for the planted store; so is the share of sessions
without a crash.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Floats, Ints, Random, choose, happens, spread
from dagster_project.connectors.demo_company.history import DAY, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.app_stores import AppstoreMetrics, AppstoreRatings, AppstoreVersions

# store, versions, ratings of a usual version, sessions of it, crashes among them, mean rating, downloads so far
STORES = (
    ("iOS", 10, 130, 240_000, 0.002, 4.5, 125_000), ("Android", 11, 210, 520_000, 0.004, 4.2, 890_000),
    ("AppGallery", 5, 30, 9_000, 0.012, 3.7, 12_000), ("GalaxyStore", 5, 40, 30_000, 0.007, 4.0, 50_000),
    ("Windows", 4, 25, 4_000, 0.001, 4.4, 2_500),
)  # fmt: skip
CRASHING = ("Android", "5.7.0")
FLATTERED, HIDING = "GalaxyStore", "AppGallery"
EVERY_DAYS = 50
"""Days between two versions, about."""
REPORTED_DAYS = 60

PRAISE = ("Does what it should.", "Clear and quick.", "Answers cases on the train, very good.")
COMPLAINTS = ("Crashes when I open a case.", "Slow since the update.", "Lost my draft again.", "Cannot sign in.")
COUNTRIES = ("US", "DE", "JP", "ES", "IN", "BR", "AU", None)
NOTES = ("Fixes and small improvements.", "Attachments open in the app.", "Quicker start.", "New search.")


def create(scene: Scene) -> Iterator[Tables]:
    """The three tables."""
    rng, history = scene.rng, scene.world.history
    versions = _versions(rng, history)
    ratings = _ratings(rng, history, versions)
    yield {
        AppstoreVersions: versions.select(AppstoreVersions.dtypes().keys()),
        AppstoreRatings: ratings,
        AppstoreMetrics: _reports(history, versions, ratings),
    }


def _versions(rng: Random, history: History) -> pl.DataFrame:
    """The rows of appstore_versions, with the number of the store beside them."""
    store = np.repeat(np.arange(len(STORES)), [row[1] for row in STORES])
    number = np.concatenate([np.arange(row[1]) for row in STORES])
    behind = np.array([row[1] for row in STORES])[store] - 1 - number
    released = history.until - (12 + behind * EVERY_DAYS + rng.integers(0, 9, store.size)) * DAY
    names = tuple(row[0] for row in STORES)
    version = pl.Series([f"5.{n}.0" if STORES[s][1] > 9 else f"3.{n}.1" for s, n in zip(store, number, strict=True)])
    is_crashing = (store == names.index(CRASHING[0])) & (version == CRASHING[1]).to_numpy()
    sessions = spread(rng, store.size, np.array([row[3] for row in STORES], dtype=np.float64)[store], 0.25)
    # The newest one has been out for days only.
    sessions = (sessions * np.where(behind == 0, 0.25, 1)).astype(np.int64)
    crash = np.array([row[4] for row in STORES])[store] * spread(rng, store.size, 1.0, 0.12)
    crashed = rng.binomial(sessions, crash * np.where(is_crashing, planted("crashing_release").size, 1))
    frame = rows.frame(
        AppstoreVersions,
        {
            "platform": rows.texts(names).gather(store),
            "version": version,
            "released_on": rows.dates(released, np.ones(store.size, dtype=bool)),
            "session_count": sessions,
            "crashed_session_count": crashed,
            "release_notes": rows.texts(NOTES).gather(number % len(NOTES)),
        },
    )
    return frame.with_columns(
        store=pl.Series(store), released=pl.Series(released), behind=pl.Series(behind), crashing=pl.Series(is_crashing)
    )


def _ratings(rng: Random, history: History, versions: pl.DataFrame) -> pl.DataFrame:
    store, behind = versions["store"].to_numpy(), versions["behind"].to_numpy()
    usual = np.array([row[2] for row in STORES])[store] * np.where(behind == 0, 0.25, 1)
    count = rng.poisson(usual)
    version = np.repeat(np.arange(store.size), count)
    # Most ratings of a version come while it is the newest one.
    lives = np.where(behind == 0, 11, EVERY_DAYS)[version] * DAY
    at = versions["released"].to_numpy()[version] + (lives * rng.random(version.size)).astype(np.int64)
    at = np.minimum(at, history.until - DAY - 1)
    order = np.argsort(at, kind="stable")
    version, at = version[order], at[order]
    mean = np.array([row[5] for row in STORES])[store[version]]
    mean = mean + planted("crashing_release_rating").size * versions["crashing"].to_numpy()[version]
    stars = _stars(rng, mean)
    text = np.where(stars >= 4, choose(rng, stars.size, [1] * 3), 3 + choose(rng, stars.size, [1] * 4))
    return rows.frame(
        AppstoreRatings,
        {
            "id": rows.numbered("RT-", np.arange(1, version.size + 1), 6),
            "platform": versions["platform"].gather(version),
            "version": versions["version"].gather(version),
            "rating": stars,
            "review_text": rows.where(rows.texts(PRAISE + COMPLAINTS).gather(text), happens(rng, stars.size, 0.4)),
            "country": rows.texts(COUNTRIES).gather(choose(rng, stars.size, [5, 4, 2, 1, 2, 1, 1, 1])),
            "rated_at": rows.instants(at),
        },
    )


def _stars(rng: Random, mean: Floats) -> Ints:
    """Stars from 1 to 5 whose mean is the given one: four draws of yes or no, added to one."""
    share = np.clip((mean - 1) / 4, 0.01, 0.99)
    # Raters agree with each other less than four independent draws would: some give an end of the scale.
    extreme = happens(rng, share.size, 0.6)
    ends = np.where(happens(rng, share.size, share), 5, 1)
    return np.where(extreme, ends, 1 + rng.binomial(4, share))


def _reports(history: History, versions: pl.DataFrame, ratings: pl.DataFrame) -> pl.DataFrame:
    days = [history.until - (REPORTED_DAYS + 1 - number) * DAY for number in range(REPORTED_DAYS)]
    reports: dict[str, list] = {name: [] for name in AppstoreMetrics.dtypes()}
    for name, *_, downloads in STORES:
        of_store = versions.filter(pl.col("platform") == name)
        crash_free = 1 - of_store["crashed_session_count"].sum() / of_store["session_count"].sum()
        rated = ratings.filter(pl.col("platform") == name)
        seconds = rated["rated_at"].dt.epoch("s").to_numpy()
        running = np.concatenate([[0], np.cumsum(rated["rating"].to_numpy())])
        for number, day in enumerate(days):
            so_far = int(np.searchsorted(seconds, day + DAY))
            mean = running[so_far] / so_far + (planted("store_rating_flattered").size if name == FLATTERED else 0)
            hidden = planted("store_crashes_hidden").size if name == HIDING else 0
            reports["platform"].append(name)
            reports["avg_rating"].append(round(min(mean, 5), 2))
            reports["downloads"].append(int(downloads * (0.9 + 0.1 * (number + 1) / REPORTED_DAYS)))
            reports["crash_free_rate"].append(round(min(crash_free + hidden, 1), 5))
            reports["pending_reviews"].append(int(so_far * 0.05) + number % 7)
            reports["recorded_on"].append(history.date_of(day))
    return rows.frame(AppstoreMetrics, {name: pl.Series(values) for name, values in reports.items()})


SUBJECT = Subject("app_stores", (AppstoreMetrics, AppstoreRatings, AppstoreVersions), create)
