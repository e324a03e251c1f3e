"""Unsent texts on phones. A second device mostly holds what the first one does; the planted ones do not."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Random, between, choose, within
from dagster_project.connectors.demo_company.history import DAY, HOUR
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.world import World
from data_contracts.platform.knowledge import MobileDrafts

KEYS = (("reply_", "text"), ("review_", "text"), ("comment_", "body"), ("post_", "title"))
DEVICES = ("iphone_15", "pixel_8", "s24_ultra", "moto_g", "ipad_pro", "tab_s9")
PHONES = 4
TEXTS = (
    "Thanks, we are looking into it", "Love the new dashboard", "The export still fails for us", "Could you call me",
    "We found the cause and a fix is on its way", "Please send the log of the failed run", "Works for me now",
    "Notes from the call with the customer",
)  # fmt: skip
ANEW = (
    "Never mind, it was on our side", "Please escalate this one", "Let us talk tomorrow", "I will write a guide on it",
)  # fmt: skip
SHARE_SYNCED = 0.15
"""Share of the drafts that a second device holds with the same text."""


def draft_rows(rng: Random, world: World) -> pl.DataFrame:
    """One row per draft and device."""
    users = pl.concat([world.staff.ids, world.people.users["id"]])
    count = int(np.clip(1.5 * len(users), 120, 3_000))
    kind = choose(rng, count, (0.5, 0.2, 0.2, 0.1))
    text = within(rng, np.full(count, len(TEXTS)))
    history = world.history
    at = (history.until - between(rng, count, DAY, 90 * DAY)).astype(np.int64)
    order = rng.permutation(count)
    conflicting = order[: round(planted("draft_conflicts").size * count)]
    synced = order[conflicting.size : conflicting.size + round(SHARE_SYNCED * count)]
    drafts = pl.DataFrame(
        {
            "user_id": users.gather(within(rng, np.full(count, len(users)))),
            "draft_key": rows.joined(
                rows.texts(tuple(key for key, _ in KEYS)).gather(kind),
                pl.Series(np.arange(1, count + 1)).cast(pl.String),
            ),
            "member": rows.texts(tuple(member for _, member in KEYS)).gather(kind),
            "device_id": rows.texts(DEVICES).gather(within(rng, np.full(count, PHONES))),
            "text": rows.texts(TEXTS).gather(text),
            "at": at,
        }
    )
    second = np.concatenate([conflicting, synced])
    on_tablet = rows.texts(DEVICES[PHONES:]).gather(choose(rng, second.size, (0.6, 0.4)))
    later = (rng.random(second.size) * 20 * HOUR).astype(np.int64) + 60
    written = drafts["text"].gather(second)
    place = np.arange(second.size)
    anew = rows.texts(ANEW).gather(place % len(ANEW))
    longer = rows.joined(written, ", and more to follow")
    other = pl.select(
        pl.when(pl.lit(pl.Series(place >= conflicting.size)))
        .then(written)
        .when(pl.lit(pl.Series(place % 2 == 0)))
        .then(anew)
        .otherwise(longer)
    ).to_series()
    copies = drafts[second].with_columns(
        device_id=on_tablet, text=other, at=pl.Series(np.minimum(at[second] + later, history.until - 60))
    )
    held = pl.concat([drafts, copies])
    return rows.frame(
        MobileDrafts,
        {
            "user_id": held["user_id"],
            "device_id": held["device_id"],
            "draft_key": held["draft_key"],
            "content_json": rows.joined('{"', held["member"], '": "', held["text"], '"}'),
            "updated_at": rows.instants(held["at"].to_numpy()),
        },
    )
