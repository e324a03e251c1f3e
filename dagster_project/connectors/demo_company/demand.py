"""When cases come, and from which tenant: volume by hour, over the whole history.

The history is cut into cells: for each hour one cell of ordinary demand, and one for every incident that is felt
then. A cell's mass is its share of all cases. Drawing a case is drawing a cell; the hour, the incident that caused
the case, if one did, and the odds of each zone follow from it.
"""

from __future__ import annotations

import numpy as np

from dagster_project.connectors.demo_company.company import SEGMENTS, SETTLING_IN, Company
from dagster_project.connectors.demo_company.draws import Flags, Floats, Ints, Random, choose_by_row
from dagster_project.connectors.demo_company.geography import ZONES
from dagster_project.connectors.demo_company.history import DAY, HOUR, History
from dagster_project.connectors.demo_company.incidents import Incidents
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.product import COMPONENT_NAMES, COMPONENT_WEIGHTS, EXPORTS
from dagster_project.connectors.demo_company.working_time import THURSDAY, LocalClock

HOUR_OF_DAY = np.array(
    [4, 3, 2, 2, 2, 4, 10, 28, 62, 92, 100, 94, 74, 80, 92, 88, 76, 56, 34, 24, 18, 14, 10, 6], dtype=float
)
"""Local volume by hour of the day, the busiest being 100."""
WEEKDAY = np.array([1.18, 1.10, 1.05, 1.00, 0.88, 0.22, 0.18])
"""Local volume by day of the week, the first working day first."""
DAILY_NOISE = 0.08
"""Standard deviation of a day's volume around what is expected, in logarithms."""
ASKS_MORE_ABOUT = {
    "Enterprise": {"Public API": 1.5, "Connectors": 1.5},
    "Startup": {"Billing": 1.3, "Documentation": 1.8},
    "Trial": {"Sign-in": 1.5, "Documentation": 2.2},
}
"""Factors on the odds of a component, by segment; 1 where nothing is said."""


class Demand:
    """The cells of a history, and the draw of cases from them."""

    def __init__(
        self, rng: Random, history: History, clock: LocalClock, company: Company, incidents: Incidents
    ) -> None:
        self._history = history
        self._company = company
        self._incidents = incidents
        self._weights = self._component_weights()
        self._hours = np.arange(history.start, history.until, HOUR)
        volume = self._by_hour_and_zone(rng, clock)
        self._zone_weights = volume
        self._build_cells(rng, volume.sum(axis=1))
        self._build_tenants()

    def _component_weights(self) -> Floats:
        """Odds of each component: one row per segment before Exports was mended, then one per segment after."""
        interest = [[ASKS_MORE_ABOUT.get(s, {}).get(c, 1.0) for c in COMPONENT_NAMES] for s in SEGMENTS]
        before = COMPONENT_WEIGHTS * np.array(interest)
        after = before.copy()
        after[:, EXPORTS] *= 1 + planted("exports_mended").size
        return np.concatenate([before, after])

    def _by_hour_and_zone(self, rng: Random, clock: LocalClock) -> Floats:
        """Ordinary volume, unscaled (shape: hours × zones)."""
        hours, company = self._hours, self._company
        growth = np.linspace(1.0, planted("growth").size, hours.size)
        noise = np.exp(DAILY_NOISE * rng.standard_normal(hours.size // 24 + 1))[np.arange(hours.size) // 24]
        # What is mended is no longer asked about; the other components' volume stays what it was.
        by_segment = np.bincount(company.segment, company.weight, minlength=len(SEGMENTS))
        odds = self._weights.sum(axis=1)
        left = by_segment @ (odds[len(SEGMENTS) :] / odds[: len(SEGMENTS)])
        level = np.where(self._is_mended(hours), left, 1.0) * growth * noise
        zone_weight = np.bincount(company.zone, company.weight, minlength=len(ZONES))
        volume = np.empty((hours.size, len(ZONES)))
        for zone in range(len(ZONES)):
            local = clock.local(hours, np.full(hours.size, zone))
            pattern = HOUR_OF_DAY[local % DAY // HOUR] * WEEKDAY[(local // DAY + THURSDAY) % 7]
            volume[:, zone] = zone_weight[zone] * pattern * level
        return volume

    def _is_mended(self, instant: Ints) -> Flags:
        return instant >= self._history.days_before_end(planted("exports_mended").starts_days_before)

    def _build_cells(self, rng: Random, ordinary: Floats) -> None:
        incidents = self._incidents
        spike, others = planted("incident_spike").size, planted("incidents").size
        weight = rng.lognormal(0.0, 0.8, incidents.started.size)
        weight[incidents.is_spike] = 0
        share = np.where(incidents.is_spike, spike, others * weight / weight.sum())
        # Felt from its beginning until it ends, and fading away over as long again, two days at most.
        first = np.clip((incidents.started - self._history.start) // HOUR, 0, None)
        open_hours = np.ceil((incidents.ended - incidents.started) / HOUR).astype(np.int64)
        length = np.minimum(np.minimum(2 * open_hours + 1, 48), self._hours.size - first)
        incident = np.repeat(np.arange(share.size), length)
        since = np.arange(incident.size) - np.repeat(np.cumsum(length) - length, length)
        hour = first[incident] + since
        fading = np.where(since < open_hours[incident], 1.0, np.exp(-(since - open_hours[incident]) / 6.0))
        mass = ordinary[hour] * fading
        mass *= share[incident] / np.bincount(incident, mass, minlength=share.size)[incident]
        hours = np.concatenate([np.arange(ordinary.size), hour])
        order = np.argsort(hours, kind="stable")
        masses = np.concatenate([ordinary / ordinary.sum() * (1 - share.sum()), mass])[order]
        self._cell_hour = hours[order]
        self._cell_incident = np.concatenate([np.full(ordinary.size, -1), incident])[order]
        self._cell_ends = np.cumsum(masses) / masses.sum()

    def _build_tenants(self) -> None:
        """Tenants in order of zone, with running sums of their weights: all of them, and the old ones only."""
        company = self._company
        self._by_zone = np.argsort(company.zone, kind="stable")
        is_old = company.created + SETTLING_IN < self._history.start
        self._running, self._zone_edges = [], []
        for weight in (company.weight, company.weight * is_old):
            running = np.cumsum(weight[self._by_zone])
            ends = np.searchsorted(company.zone[self._by_zone], np.arange(len(ZONES)), side="right")
            edges = np.concatenate([[0.0], np.where(ends > 0, running[ends - 1], 0.0)])
            self._running.append(running)
            self._zone_edges.append(edges)

    def when(self, rng: Random, first: int, count: int, cases: int) -> tuple[Ints, Ints]:
        """Opening instants, in order, of the cases from place `first` on of all; and their incidents (-1: none)."""
        drawn = np.sort((first + count * rng.random(count)) / cases)
        cell = np.minimum(np.searchsorted(self._cell_ends, drawn, side="right"), self._cell_ends.size - 1)
        incident = self._cell_incident[cell]
        opened = self._hours[self._cell_hour[cell]] + rng.integers(0, HOUR, count)
        # Nobody asks about an incident that has not begun.
        caused = incident >= 0
        opened[caused] = np.maximum(
            opened[caused], self._incidents.started[incident[caused]] + rng.integers(60, 1800, caused.sum())
        )
        opened = np.minimum(opened, self._history.until - 1)
        order = np.argsort(opened, kind="stable")
        return opened[order], incident[order]

    def who(self, rng: Random, opened: Ints) -> Ints:
        """The tenant of each case: by the zones that are awake, then by size, among those that had signed up."""
        zone = choose_by_row(rng, self._zone_weights, (opened - self._history.start) // HOUR)
        drawn = rng.random(opened.size)
        tenant = self._draw_tenant(drawn, zone, 0)
        too_young = self._company.created[tenant] + SETTLING_IN > opened
        return np.where(too_young, self._draw_tenant(drawn, zone, 1), tenant)

    def _draw_tenant(self, drawn: Floats, zone: Ints, which: int) -> Ints:
        edges = self._zone_edges[which]
        place = np.searchsorted(
            self._running[which], edges[zone] + drawn * (edges[zone + 1] - edges[zone]), side="right"
        )
        return self._by_zone[np.minimum(place, self._by_zone.size - 1)]

    def what(self, rng: Random, opened: Ints, segment: Ints, incident: Ints) -> Ints:
        """The component of each case: the incident's, else by what the segment asks about."""
        row = segment + len(SEGMENTS) * self._is_mended(opened)
        ordinary = choose_by_row(rng, self._weights, row)
        return np.where(incident >= 0, self._incidents.component[incident], ordinary)
