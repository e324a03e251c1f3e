"""Planning games: rounds in which agents speak one after the other, and a decision at the end of most."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import happens
from dagster_project.connectors.demo_company.history import DAY, NEVER
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.agents.roster import log_start
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene
from data_contracts.platform.wargames import WargameMessages, WargameSimulations

GAMES = 26
TOPICS = ("A competitor halves its price", "The largest region is down for a day", "Twice as many cases in a week",
          "A regulator asks for all logs", "Credits for a missed promise", "A supplier fails")  # fmt: skip
DECISIONS = ("Hold the price, offer a longer term", "Move traffic, tell customers within the hour",
             "Open a second queue", "One owner, one export, two days", "Credit by the hour, at once",
             "Order from two suppliers")  # fmt: skip
PLAYERS = ("analyst_1", "strategist_1", "legal_1", "ops_1", "ops_2", "finance_1")
LINES = ("I see a change in the figures.", "I would answer with an offer.", "The contract allows that.",
         "We have the capacity for it.", "That would cost more than it brings.", "I agree.")  # fmt: skip


def wargame_tables(scene: Scene) -> Tables:
    """The games and their messages."""
    rng, history = scene.rng, scene.world.history
    started = np.sort(rng.integers(log_start(history), history.until - 12 * DAY, GAMES))
    planned = rng.integers(4, 9, GAMES)
    stops = np.zeros(GAMES, dtype=bool)
    stops[rng.permutation(GAMES)[: int(planted("wargames_unfinished").size)]] = True
    played = np.where(stops, np.maximum(1, planned // 2), planned)
    told = []
    for game, rounds in enumerate(played.tolist()):
        players = rng.permutation(len(PLAYERS))[: int(rng.integers(3, len(PLAYERS) + 1))].tolist()
        at = int(started[game])
        for turn in range(1, rounds + 1):
            # Everybody speaks in the first round; later some are silent, but never all of them.
            speaking = [player for place, player in enumerate(players) if turn == 1 or place == 0 or rng.random() < 0.8]
            for player in speaking:
                at += int(rng.integers(20, 600))
                told.append((game, PLAYERS[player], LINES[int(rng.integers(len(LINES)))], turn, at))
    game, sender, text, turn, at = (np.array(values) for values in zip(*told, strict=True))
    messages = np.bincount(game, minlength=GAMES)
    last = np.maximum.reduceat(at, np.concatenate([[0], np.cumsum(messages)[:-1]]))
    off = rng.permutation(np.flatnonzero(~stops))[: int(planted("wargame_messages_off").size)]
    reported = messages.copy()
    reported[off] += 1 + np.arange(off.size)
    concluded = np.where(stops, NEVER, last + 60)
    topic = np.arange(GAMES) % len(TOPICS)
    ids = rows.numbered("WAR-", np.arange(1, GAMES + 1), 3)
    return {
        WargameSimulations: rows.frame(
            WargameSimulations,
            {
                "id": ids,
                "topic": rows.texts(TOPICS).gather(topic),
                # Some of those that stopped were given up, the others are still said to be running.
                "status": np.where(~stops, "concluded", np.where(happens(rng, GAMES, 0.4), "abandoned", "running")),
                "planned_round_count": planned,
                "round_count": played,
                "message_count": reported,
                "decision": rows.where(rows.texts(DECISIONS).gather(topic), ~stops),
                "started_at": rows.instants(started),
                "concluded_at": rows.instants(concluded),
                "updated_at": rows.instants(np.where(stops, last, concluded)),
            },
        ),
        WargameMessages: rows.frame(
            WargameMessages,
            {
                "simulation_id": ids.gather(game),
                "agent_sender": pl.Series(sender),
                "message_context": pl.Series(text),
                "round_index": turn,
                "sent_at": rows.instants(at),
            },
        ),
    }
