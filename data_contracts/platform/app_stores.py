"""The product's apps in their stores: ratings, versions, downloads and crashes."""

import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract


@contract("platform", "appstore_metrics", freshness_hours=None, owner="product-management")
class AppstoreMetrics(Contract):
    """How the app stands in one store."""

    platform: str = column("Store or system, such as iOS.")
    avg_rating: float = column("Mean rating as the store reports it, from 1 to 5.", ge=1, le=5)
    downloads: int = column("Downloads so far.", ge=0)
    crash_free_rate: float = column("Share of sessions without a crash, from 0 to 1.", ge=0, le=1, read_as="rate")
    pending_reviews: int = column("Reviews that nobody has answered.", ge=0)
    recorded_on: pl.Date = column("Day of the report.", nullable=True)


@contract("platform", "appstore_ratings", key=["id"], freshness_hours=None, owner="product-management")
class AppstoreRatings(Contract):
    """One rating that a user gave one version of the app."""

    id: str = column("Identifier of the rating.")
    platform: str = column("Store or system, such as iOS.")
    version: str = column("Version that was rated.")
    rating: int = column("Stars, from 1 to 5.", ge=1, le=5)
    review_text: str = column("What the user wrote.", nullable=True, pii="free_text")
    country: str = column("Country of the store, as two letters.", nullable=True)
    rated_at: UtcTime = column("When it was given.")


@contract(
    "platform", "appstore_versions", key=["platform", "version"], freshness_hours=None, owner="product-management"
)
class AppstoreVersions(Contract):
    """One version of the app in one store."""

    platform: str = column("Store or system, such as iOS.")
    version: str = column("Number of the version, such as 5.2.0.")
    released_on: pl.Date = column("Day of the release.")
    session_count: int = column("Sessions with this version.", ge=0)
    crashed_session_count: int = column("Sessions of those that crashed.", ge=0)
    release_notes: str = column("What the release says of itself.", nullable=True)
