"""Where tenants are: time zones with their region, cloud region, data residency and share of tenants."""

from __future__ import annotations

from dataclasses import dataclass

REGIONS = ("EMEA", "Americas", "APAC")


@dataclass(frozen=True)
class Place:
    """One place that tenants work in.

    week_begins: days by which the working week begins before Monday (1 where it begins on Sunday).
    """

    zone: str
    region: int
    cloud_region: str
    residency: str
    country: str
    share: float
    week_begins: int = 0


PLACES = (
    Place("Europe/Berlin", 0, "eu-central-1", "EU", "DE", 0.24),
    Place("America/New_York", 1, "us-east-1", "US", "US", 0.20),
    Place("Asia/Tokyo", 2, "ap-northeast-1", "APAC", "JP", 0.07),
    Place("Europe/Madrid", 0, "eu-south-2", "EU", "ES", 0.07),
    Place("Australia/Sydney", 2, "ap-southeast-2", "APAC", "AU", 0.06),
    Place("Asia/Kolkata", 2, "ap-south-1", "APAC", "IN", 0.07),
    Place("Africa/Cairo", 0, "eu-south-1", "EU", "EG", 0.03, week_begins=1),
    Place("Asia/Manila", 2, "ap-southeast-1", "APAC", "PH", 0.04),
    Place("America/Los_Angeles", 1, "us-west-2", "US", "US", 0.11),
    Place("Europe/Amsterdam", 0, "eu-west-1", "EU", "NL", 0.07),
    Place("America/Sao_Paulo", 1, "sa-east-1", "BR", "BR", 0.04),
)

ZONES = tuple(place.zone for place in PLACES)

PLACE_BY_RANK = ("America/New_York", "Europe/Berlin", "Asia/Tokyo", "Europe/Madrid", "Australia/Sydney",
                 "Asia/Kolkata", "Africa/Cairo", "Asia/Manila", "America/Los_Angeles", "Europe/Amsterdam",
                 "America/Sao_Paulo")  # fmt: skip
"""Zones of the largest tenants, in order: every zone has one, so that calendars in all of them are in use."""
