"""What is known of competitors: figures, what is said of them, and what they change on their sites."""

import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract


@contract("platform", "competitor_metrics", freshness_hours=None, owner="product-marketing")
class CompetitorMetrics(Contract):
    """One figure of one competitor, in the words of its source: the unit differs by figure."""

    competitor: str = column("Name of the competitor.")
    metric_name: str = column("What is measured, such as NPS.")
    value: str = column("The figure with its unit, such as 45% or $1.2M.")
    delta: str = column("Change since the figure before, as reported, such as +1.2%.", nullable=True)
    metric_source: str = column("Who says so, such as Gartner.", called="source")
    observed_on: pl.Date = column("Day of the figure.", nullable=True)


@contract("platform", "competitor_social_feed", key=["id"], freshness_hours=None, owner="product-marketing")
class CompetitorSocialFeed(Contract):
    """One public post about a competitor."""

    id: str = column("Identifier of the post.")
    competitor: str = column("Competitor it is about.")
    network: str = column("Where it was posted.")
    content: str = column("What it says.", nullable=True, pii="free_text")
    sentiment: float = column("Tone, from -1 (bad) to 1 (good).", ge=-1, le=1)
    reach: int = column("People who may have seen it.", nullable=True, ge=0)
    posted_at: UtcTime = column("When it was posted.")


@contract("platform", "competitor_web_changes", key=["id"], freshness_hours=None, owner="product-marketing")
class CompetitorWebChanges(Contract):
    """One change that was seen on a competitor's site."""

    id: str = column("Identifier of the change.")
    competitor: str = column("Competitor whose site it is.")
    page_url: str = column("Page that changed.")
    change_type: str = column("What changed.", isin=("pricing", "feature", "messaging", "legal", "design"))
    significance: str = column("How much it matters.", isin=("low", "medium", "high"))
    summary: str = column("The change in words.", nullable=True)
    detected_at: UtcTime = column("When it was seen.")
