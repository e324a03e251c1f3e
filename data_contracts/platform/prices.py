"""What products cost: price books, and the prices that stand in them."""

import pandera.polars as pa
import polars as pl

from data_contracts.contract import Contract, Money, UtcTime, column, contract


@contract(
    "platform", "price_books", key=["name"], newest_by="updated_at", freshness_hours=None, owner="product-management"
)
class PriceBooks(Contract):
    """One list of prices in one currency: when it holds, for whom, and which lists it goes before."""

    name: str = column("Name of the book, which its prices refer to.")
    currency: str = column("Currency of its prices, as three letters.", str_matches=r"^[A-Z]{3}$")
    is_active: bool = column("False where the book is switched off, whatever its days.")
    priority: int = column("Of several books that hold, the one with the highest number goes first.")
    customer_group: str = column("Customers that it is for; empty where it is for everyone.", nullable=True)
    valid_from: pl.Date = column("First day that it holds; from the beginning where empty.", nullable=True)
    valid_to: pl.Date = column("Last day that it holds; without an end where empty.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)

    @pa.dataframe_check(name="a book does not end before it begins")
    def ends_after_start(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select((pl.col("valid_to") >= pl.col("valid_from")).fill_null(True))


@contract(
    "platform", "price_entries", key=["id"], newest_by="updated_at", freshness_hours=None, owner="product-management"
)
class PriceEntries(Contract):
    """One price in a book: of a product with all its variants, or of one variant."""

    id: str = column("Identifier of the entry.")
    price_book: str = column("Book that it stands in.", references="platform.price_books.name")
    product_id: str = column("Product that it prices.", references="platform.products.id")
    variant_id: str = column(
        "Variant that it prices; all of the product's where empty.",
        nullable=True, references="platform.product_variants.id",
    )  # fmt: skip
    amount: Money = column("Price of one piece, in the currency of the book.", ge=0)
    valid_from: pl.Date = column("First day that it holds; from the beginning where empty.", nullable=True)
    valid_to: pl.Date = column("Last day that it holds; without an end where empty.", nullable=True)
    updated_at: UtcTime = column("When the source last changed this row.", nullable=True)

    @pa.dataframe_check(name="a price does not end before it begins")
    def ends_after_start(cls, data) -> pl.LazyFrame:
        return data.lazyframe.select((pl.col("valid_to") >= pl.col("valid_from")).fill_null(True))
