"""What is planted in the simulated data, as data: the simulation reads its sizes from here, and so can a test.

An analysis that is right finds these effects with their sign, and roughly with their size: scores are rounded and
held within 1 to 5, which weakens every effect on them a little. The effects themselves stand in effects/, by subject.
"""

from __future__ import annotations

import importlib
import pkgutil

from dagster_project.connectors.demo_company import effects
from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

PLANTED_EFFECTS: tuple[PlantedEffect, ...] = tuple(
    effect
    for module in sorted(module.name for module in pkgutil.iter_modules(effects.__path__))
    for effect in importlib.import_module(f"{effects.__name__}.{module}").EFFECTS
)
"""Every effect of every subject."""

_BY_NAME = {effect.name: effect for effect in PLANTED_EFFECTS}


def planted(name: str) -> PlantedEffect:
    """The effect of that name. Raises KeyError where none is planted."""
    return _BY_NAME[name]
