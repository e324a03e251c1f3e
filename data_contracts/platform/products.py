"""What is sold: products, their articles and versions, where they are offered, and what goes with what."""

import polars as pl

from data_contracts.contract import Contract, UtcTime, column, contract

FEATURE_STATUSES = ("Draft", "Testing", "Active", "Released", "Deprecated")
PRODUCT_STATUSES = ("draft", "active", "archived")
RELATION_TYPES = ("Up-sell", "Cross-sell", "Accessory", "Required", "Bundle")


@contract("platform", "products", key=["id"], newest_by="updated_at", freshness_hours=None, owner="product-management")
class Products(Contract):
    """One product of the catalogue, with its brand and where it stands."""

    id: str = column("Identifier of the product.")
    name: str = column("What the product is called.")
    brand: str = column("Brand it is sold under.")
    status: str = column("Not yet on sale, on sale, or withdrawn.", isin=PRODUCT_STATUSES)
    version: str = column("Version that the catalogue shows, such as v2; empty before the first.", nullable=True)
    category: str = column("Sort of product, such as Phone.", nullable=True)
    created_at: UtcTime = column("When it came into the catalogue.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform", "product_variants", key=["id"], newest_by="updated_at", freshness_hours=None, owner="product-management"
)
class ProductVariants(Contract):
    """One article of a product, such as one colour and size, and how many pieces are in stock."""

    id: str = column("Identifier of the variant.")
    product_id: str = column("Product that it is a variant of.", references="platform.products.id")
    sku: str = column("Article number, by which supply orders name it.")
    stock_level: int = column("Pieces in stock.", ge=0)
    differentiator: str = column("What tells it from the product's other variants.", nullable=True)
    reorder_level: int = column("Pieces at which more are to be ordered, where agreed.", nullable=True, ge=0)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract("platform", "product_intelligence", freshness_hours=None, owner="product-management")
class ProductIntelligence(Contract):
    """How the platform judges a product on a day: scores that it worked out, and the issues it counts."""

    product_id: str = column("Product that is judged.", references="platform.products.id")
    quality_score: float = column("Quality from 0 (poor) to 100 (faultless), as reported.", ge=0, le=100)
    sentiment_score: float = column("Tone towards the product from -1 (bad) to 1 (good), as reported.", ge=-1, le=1)
    issue_count: int = column("Issues of the 30 days before that day, as reported.", ge=0)
    analyzed_on: pl.Date = column("Day of the judgement; today's where empty.", nullable=True)


@contract(
    "platform", "product_versions", key=["product_id", "version"], freshness_hours=None, owner="product-management"
)
class ProductVersions(Contract):
    """One version of a product: what changed with it, and since when it has been out."""

    product_id: str = column("Product.", references="platform.products.id")
    version: str = column("Name of the version, such as v1.1.")
    changelog: str = column("What changed with it.", nullable=True)
    created_at: UtcTime = column("When it came out.")


@contract(
    "platform",
    "product_channels",
    key=["product_id", "channel"],
    newest_by="updated_at",
    freshness_hours=None,
    owner="product-management",
)
class ProductChannels(Contract):
    """One way by which a product is meant to be sold, and whether it can be bought there."""

    product_id: str = column("Product.", references="platform.products.id")
    channel: str = column("Where it is sold, such as Web or Retail.")
    is_available: bool = column("True where it can be bought there.")
    priority: int = column("Order of the product's channels, the first choice being 1.", ge=0)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform",
    "product_connections",
    key=["product_a_id", "product_b_id", "relation_type"],
    newest_by="updated_at",
    freshness_hours=None,
    owner="product-management",
)
class ProductConnections(Contract):
    """A recommendation: whoever looks at one product is shown another."""

    product_a_id: str = column("Product that is looked at.", references="platform.products.id")
    product_b_id: str = column("Product that is shown beside it.", references="platform.products.id")
    relation_type: str = column("Why it is shown.", isin=RELATION_TYPES)
    score: float = column("Strength of the connection, from 0 to 1.", ge=0, le=1)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)


@contract(
    "platform", "product_scenes", key=["product_id", "scene_url"], freshness_hours=None, owner="product-management"
)
class ProductScenes(Contract):
    """One 3D model of a product, with the surroundings it is shown in."""

    product_id: str = column("Product that is shown.", references="platform.products.id")
    scene_url: str = column("Where the file lies.")
    environment: str = column("Surroundings of the preview, such as Studio.", nullable=True)
    model_format: str = column("Format of the file, such as GLB.")


@contract(
    "platform",
    "features",
    key=["product_id", "name"],
    newest_by="updated_at",
    freshness_hours=None,
    owner="product-management",
)
class Features(Contract):
    """One thing that a product can do or is to do."""

    product_id: str = column("Product.", references="platform.products.id")
    name: str = column("What the feature is called.")
    type: str = column("Sort of feature, such as Hardware or Software.")
    status: str = column("How far it is.", isin=FEATURE_STATUSES)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)
