"""Simulate a whole history into a folder of Parquet parts, block by block.

Flow: arguments → world → its tables; then for each block of cases: lives → events → rows → one part of each table.
The parts are written beside the folder and take its name when all are there: a folder that exists is complete.
"""

from __future__ import annotations

import logging
import shutil
from datetime import datetime
from pathlib import Path

import numpy as np

from dagster_project.connectors.demo_company.block import create_block
from dagster_project.connectors.demo_company.cases import case_rows
from dagster_project.connectors.demo_company.conversation import interaction_events, interaction_rows
from dagster_project.connectors.demo_company.escalations import (
    escalate,
    escalation_rows,
    incident_links,
    resource_links,
)
from dagster_project.connectors.demo_company.evidence import attachment_rows, macro_rows
from dagster_project.connectors.demo_company.phrases import PhraseBook
from dagster_project.connectors.demo_company.responsibility import (
    assignment_events,
    assignment_rows,
    priority_events,
    priority_rows,
)
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.states import state_events, state_rows
from dagster_project.connectors.demo_company.subject import Scene, all_subjects
from dagster_project.connectors.demo_company.surveys import survey_rows
from dagster_project.connectors.demo_company.world import World, create_world
from data_contracts import Contract
from data_contracts.platform.tenancy import Plans, Tenants, Users
from data_contracts.support.cases import CaseAttachments, Cases, Requesters
from data_contracts.support.escalations import (
    AffectedResources,
    CaseAffectedResources,
    CaseIncidents,
    ComponentOwners,
    Escalations,
    Incidents,
)
from data_contracts.support.guidance import CaseMacroUses, Macros, Runbooks
from data_contracts.support.promises import (
    BusinessCalendars,
    BusinessHours,
    CalendarBreaks,
    CalendarDateHours,
    CalendarHolidays,
    SlaPolicies,
)
from data_contracts.support.timeline import (
    CaseAssignments,
    CaseInteractions,
    CasePriorityChanges,
    CaseStateTransitions,
    SatisfactionSurveys,
)

logger = logging.getLogger(__name__)

CASES_PER_BLOCK = 50_000

SUBJECT_STREAM = 1_000_000
"""Random streams of the subjects lie behind those of the blocks."""

OF_CASES: tuple[type[Contract], ...] = (
    Tenants, Plans, Users, Requesters, Cases, CaseStateTransitions, CasePriorityChanges, CaseAssignments,
    CaseInteractions, SatisfactionSurveys, Escalations, Incidents, CaseIncidents, AffectedResources,
    CaseAffectedResources, CaseAttachments, Runbooks, Macros, CaseMacroUses, ComponentOwners, SlaPolicies,
    BusinessCalendars, BusinessHours, CalendarDateHours, CalendarBreaks, CalendarHolidays,
)  # fmt: skip
"""Tables of the company, its desk and its cases; the other subjects are simulated when these are there."""

SIMULATED: tuple[type[Contract], ...] = (*OF_CASES, *(c for subject in all_subjects() for c in subject.contracts))
"""Every table that is simulated."""


def simulate(cases: int, seed: int, until: datetime, folder: Path) -> None:
    """Simulate so many cases in the 18 months before `until`, a UTC midnight, into a folder that must not exist.

    Each table is a folder of parts in it, named after the table; the same arguments give the same rows.
    """
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    world = create_world(cases, seed, until)
    _write(world.tables(), unfinished, 0)
    book = PhraseBook()
    for number, first in enumerate(range(0, cases, CASES_PER_BLOCK)):
        count = min(CASES_PER_BLOCK, cases - first)
        rng = np.random.default_rng([seed, 1 + number])
        _write(simulate_block(world, rng, book, first, count), unfinished, number)
        logger.info("simulated %s of %s cases", f"{first + count:,}", f"{cases:,}")
    for subject in all_subjects():
        rng = np.random.default_rng([seed, SUBJECT_STREAM, *subject.name.encode()])
        for number, tables in enumerate(subject.create(Scene(world, rng, unfinished))):
            _write(tables, unfinished, number)
    unfinished.rename(folder)


def simulate_block(world: World, rng: np.random.Generator, book: PhraseBook, first: int, count: int) -> Tables:
    """The tables of the cases from place `first` (from 0) on, so many of them."""
    block = create_block(world, rng, first, count)
    states, priorities, assignments = state_events(block), priority_events(block), assignment_events(block)
    escalations = escalate(block)
    interactions = interaction_events(block, escalations)
    messages = interaction_rows(block, interactions, book)
    return {
        Cases: case_rows(block, states, priorities, assignments, interactions),
        CaseStateTransitions: state_rows(block, states),
        CasePriorityChanges: priority_rows(block, priorities),
        CaseAssignments: assignment_rows(block, assignments),
        CaseInteractions: messages,
        CaseAttachments: attachment_rows(block, interactions, messages["interaction_id"]),
        CaseMacroUses: macro_rows(block, interactions, messages["interaction_id"]),
        Escalations: escalation_rows(block, escalations),
        CaseIncidents: incident_links(block),
        CaseAffectedResources: resource_links(block),
        SatisfactionSurveys: survey_rows(block, states),
    }


def table_folder(folder: Path, contract: type[Contract]) -> Path:
    """Where the parts of a table lie in the folder of a simulation."""
    return folder / contract.facts().table


def _write(tables: Tables, folder: Path, part: int) -> None:
    for contract, frame in tables.items():
        target = table_folder(folder, contract)
        target.mkdir(parents=True, exist_ok=True)
        frame.write_parquet(target / f"part-{part:04}.parquet", compression="zstd", compression_level=1)
