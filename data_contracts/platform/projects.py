"""What is planned: projects and their forecasts, the roadmap, maps of the strategy, and returns that are hoped for."""

import polars as pl

from data_contracts.contract import Contract, Money, UtcTime, column, contract

PROJECT_STATUSES = ("Planned", "On Track", "At Risk", "Delayed", "Completed", "Cancelled")
OPPORTUNITY_STATUSES = ("planning", "proposed", "approved", "active", "completed", "rejected")
ROADMAP_STATUSES = ("Backlog", "Planning", "In Progress", "Done", "Cancelled")


@contract("platform", "projects", key=["id"], newest_by="updated_at", freshness_hours=None, owner="executive-office")
class Projects(Contract):
    """One project: who leads it, how far it is, and when it is due."""

    id: str = column("Identifier of the project.")
    title: str = column("What it is called.")
    status: str = column("Where it stands, as reported.", isin=PROJECT_STATUSES)
    owner: str = column("Who leads it.", pii="name")
    progress_rate: float = column("Share that is done, from 0 to 1.", ge=0, le=1, called="progress", read_as="rate")
    starts_on: pl.Date = column("First day.", nullable=True)
    due_on: pl.Date = column("Day it is to be done.", nullable=True)
    completed_on: pl.Date = column("Day it was done; empty until then.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "project_forecasts", key=["project_id", "metric"], freshness_hours=None, owner="executive-office")
class ProjectForecasts(Contract):
    """What a project is expected to bring, as a range, and what it brought."""

    project_id: str = column("Project.", references="platform.projects.id")
    metric: str = column("What is forecast, such as Retention %.")
    low_est: float = column("End of the range that is nearer to no change.")
    high_est: float = column("End of the range that is further from no change.")
    confidence: float = column("Probability that the range holds, as forecast, from 0 to 1.", ge=0, le=1)
    actual: float = column("What happened; empty until the project is done.", nullable=True)
    forecast_on: pl.Date = column("Day of the forecast.", nullable=True)


@contract(
    "platform", "roadmap_items", key=["id"], newest_by="updated_at", freshness_hours=None, owner="product-management"
)
class RoadmapItems(Contract):
    """One thing on the product's roadmap, with the month it is due."""

    id: str = column("Identifier of the item.")
    title: str = column("What it is called.")
    status: str = column("Where it stands.", isin=ROADMAP_STATUSES)
    eta: str = column("Month it is due now, such as 2026-03.", str_matches=r"^\d{4}-(0[1-9]|1[0-2])$")
    priority: str = column("How much it matters.", isin=("Low", "Medium", "High", "Critical"))
    first_eta: str = column(
        "Month it was first due; empty where it never moved.", nullable=True, str_matches=r"^\d{4}-(0[1-9]|1[0-2])$"
    )
    done_on: pl.Date = column("Day it was done; empty until then.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform", "strategy_maps", key=["id"], newest_by="updated_at", freshness_hours=None, owner="executive-office"
)
class StrategyMaps(Contract):
    """One map of the strategy: aims and how they depend on each other."""

    id: str = column("Identifier of the map.")
    title: str = column("What it is called.")
    node_count: int = column("Nodes on the map, as reported.", ge=0)
    view_mode: str = column("How it is shown.", isin=("Interactive", "Static", "Graph", "List"))
    status: str = column("Where it stands.", isin=("Draft", "Published", "Historical", "Archive"))
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform", "frozen_forecasts", key=["id"], newest_by="frozen_at", freshness_hours=None, owner="executive-office"
)
class FrozenForecasts(Contract):
    """What a fix of an opportunity was expected to bring, written down before the fix and not changed since."""

    id: str = column("Identifier of the forecast.")
    opportunity_key: str = column("The opportunity, such as theme:tax_009.")
    fix_on: pl.Date = column("Day on which the fix reaches those who get it.")
    low_cases: float = column("Cases that it will avoid a year, low end of the range.")
    likely_cases: float = column("The same, most likely.")
    high_cases: float = column("The same, high end.")
    method: str = column("How the forecast was made.")
    release_id: str = column("Release of the figures that it was made from.", nullable=True)
    account_ids: pl.List(pl.String) = column(
        "Tenants that get the fix; everybody gets it where empty.", nullable=True, called="account_ids_json"
    )
    note: str = column("What the fix is.", nullable=True)
    frozen_by: str = column("Who froze it.", nullable=True, pii="name")
    frozen_at: UtcTime = column("When it was frozen.")


@contract(
    "platform", "roi_opportunities", key=["id"], newest_by="updated_at", freshness_hours=None, owner="executive-office"
)
class RoiOpportunities(Contract):
    """One opportunity and what it is said to be worth."""

    id: str = column("Identifier of the opportunity.")
    title: str = column("What it is called.")
    type: str = column("What sort of work it is, such as Bug, Feature or Initiative.")
    impact_amount: Money = column("What it is said to be worth, in US dollars.", unit="usd")
    status: str = column("Where it stands.", isin=OPPORTUNITY_STATUSES)
    tenant_id: str = column("Tenant it belongs to; empty for all.", nullable=True, references="platform.tenants.id")
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)
