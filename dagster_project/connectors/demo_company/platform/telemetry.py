"""Loads of the platform's own pages in the last eight weeks: how long each took, and in which browser."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import between, choose, happens, spread, within
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.telemetry import TelemetryEvents

DAYS = 56

# path, share of the loads, median milliseconds
PAGES = (
    ("/dashboard", 0.34, 620), ("/feed", 0.22, 780), ("/analytics", 0.15, 1_150), ("/settings", 0.08, 240),
    ("/cases", 0.16, 510), ("/login", 0.05, 150),
)  # fmt: skip
SLOW_PAGE, SLOW_BROWSER, MISREAD_BROWSER = "/analytics", "Safari", "Edge"

_WINDOWS, _MAC = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"

# name, share, what it says of itself
BROWSERS = (
    ("Chrome", 0.52, f"{_WINDOWS} {_WEBKIT} Chrome/126.0.0.0 Safari/537.36"),
    ("Safari", 0.19, f"{_MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15"),
    ("Edge", 0.17, f"{_WINDOWS} {_WEBKIT} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"),
    ("Firefox", 0.11, "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"),
    ("Opera", 0.01, f"{_WINDOWS} {_WEBKIT} Chrome/124.0.0.0 Safari/537.36 OPR/110.0.0.0"),
)  # fmt: skip


def create(scene: Scene) -> Iterator[Tables]:
    """The one table."""
    rng, world = scene.rng, scene.world
    count = int(np.clip(world.cases * 2, 15_000, 150_000))
    until = world.history.until - DAY
    at = np.sort(between(rng, count, until - DAYS * DAY, until).astype(np.int64))
    page, browser = (choose(rng, count, [row[1] for row in some]) for some in (PAGES, BROWSERS))
    paths, names = (rows.texts(tuple(row[0] for row in some)) for some in (PAGES, BROWSERS))
    load = spread(rng, count, np.array([row[2] for row in PAGES], dtype=np.float64)[page], 0.5)
    is_slow = ((paths == SLOW_PAGE).to_numpy())[page] & ((names == SLOW_BROWSER).to_numpy())[browser]
    load = load * np.where(is_slow, planted("slow_page_in_browser").size, 1)
    misread = planted("browser_misread")
    begins = world.history.days_before_end(misread.starts_days_before)
    is_misread = ((names == MISREAD_BROWSER).to_numpy())[browser] & happens(rng, count, misread.size)
    is_misread &= (at >= begins) & (at < begins + misread.lasts_days * DAY)
    # A link may carry a question, which is no other page.
    tails = rows.texts(("", "?from=mail", "?period=30d")).gather(choose(rng, count, [0.85, 0.08, 0.07]))
    tenants = world.company.tenants.filter(pl.col("created_at").dt.epoch("s") < until - DAYS * DAY)["id"]
    owner = tenants.gather(
        np.minimum(within(rng, np.full(count, len(tenants))), within(rng, np.full(count, len(tenants))))
    )
    yield {
        TelemetryEvents: rows.frame(
            TelemetryEvents,
            {
                "event_id": rows.numbered("TEL-", np.arange(1, count + 1), 7),
                "page_url": rows.joined(paths.gather(page), tails),
                "load_time_ms": np.round(load, 0),
                "user_agent": rows.texts(tuple(row[2] for row in BROWSERS)).gather(browser),
                "browser": names.gather(np.where(is_misread, 0, browser)),
                "tenant_id": rows.where(owner, page != len(PAGES) - 1),
                "occurred_at": rows.instants(at),
            },
        )
    }


SUBJECT = Subject("telemetry", (TelemetryEvents,), create)
