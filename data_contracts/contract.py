"""The base of every contract: a pandera (polars) model plus the facts a check alone cannot hold.

A contract class declares a table once::

    @contract("support", "cases", key=["case_id"], newest_by="updated_at", owner="support-operations")
    class Cases(Contract):
        '''One support case: what was asked, by whom, and who owns it.'''

        case_id: str = column("Identifier of the case, unique within its source.")
        priority: str = column("Priority as of updated_at.", isin=PRIORITIES)

Everything else (types, merge, sources, assets, files) is derived from it. References between tables are
declared here but tested in dbt, never at the door, since the other table may arrive later.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandera.polars as pa
import polars as pl

UtcTime = pl.Datetime("us", "UTC")
"""The type of every instant: microseconds, UTC."""

Money = pl.Decimal(18, 2)
"""The type of every amount of money: exact to the cent."""

PII_CLASSES = ("none", "name", "email", "phone", "free_text", "network_address")

MEASURES = ("milliseconds", "seconds", "bytes", "rate", "count", "per_second")
"""What a text with a unit can be read as: "1.2s" is 1200 milliseconds, "98 %" a rate of 0.98, "1.2k" a count of 1200.

A column of the source that holds such texts gets a number with its unit in the name."""


def column(
    description: str,
    *,
    nullable: bool = False,
    references: str | None = None,
    pii: str = "none",
    unit: str | None = None,
    called: str | None = None,
    read_as: str | None = None,
    **checks: Any,
) -> Any:
    """Declare a column: its meaning and what is allowed in it.

    description: the meaning in a sentence, with the unit where there is one.
    references: ``source.table.column`` that a value must be found in (tested in dbt).
    pii: one of PII_CLASSES; anything but "none" is masked in what leaves the warehouse.
    called: what the source calls the column, where our name differs (it says the unit, say); ours is read too.
    read_as: how text of the source becomes this number, one of MEASURES: "45ms" as milliseconds, "2.4 MB" as bytes.
    checks: pandera's own (isin, ge, le, str_matches, ...).
    """
    if not description.strip():
        raise ValueError("a column needs a description")
    if pii not in PII_CLASSES:
        raise ValueError(f"pii={pii!r}: expected one of {', '.join(PII_CLASSES)}")
    if references is not None and references.count(".") != 2:
        raise ValueError(f"references={references!r}: expected source.table.column")
    if read_as is not None and read_as not in MEASURES:
        raise ValueError(f"read_as={read_as!r}: expected one of {', '.join(MEASURES)}")
    metadata = {"references": references, "pii": pii, "unit": unit, "called": called, "read_as": read_as}
    return pa.Field(description=description, nullable=nullable, metadata=metadata, **checks)


@dataclass(frozen=True)
class TableFacts:
    """What holds for the table as a whole.

    key: columns that name a row; empty for tables whose rows are known by content hash and ordinal.
    newest_by: column with the source's own time of a row's version; the newest wins a merge.
    event_time: column whose newest value says how fresh the table is.
    freshness_hours: how old that may be; 24 unless the contract says otherwise. None for reference data, which changes
        when it changes; a table without event_time has to say so.
    allowed_reject_share: above it a batch fails as a whole and changes nothing.
    """

    source: str
    table: str
    key: tuple[str, ...]
    newest_by: str | None
    event_time: str | None
    freshness_hours: int | None
    retention_days: int
    owner: str
    allowed_reject_share: float

    def __post_init__(self) -> None:
        name = f"{self.source}.{self.table}"
        if not 0 <= self.allowed_reject_share < 1:
            raise ValueError(f"{name}: allowed_reject_share is a share from 0 to below 1")
        if self.freshness_hours is not None and self.event_time is None:
            raise ValueError(f"{name}: a freshness promise needs event_time, the column it is measured by")
        if self.retention_days <= 0:
            raise ValueError(f"{name}: retention_days is a positive number of days")
        if self.newest_by is not None and not self.key:
            raise ValueError(f"{name}: newest_by decides between versions of a row, so it needs a key")


class Contract(pa.DataFrameModel):
    """Base class; see the module's docstring for how to declare one."""

    @classmethod
    def facts(cls) -> TableFacts:
        """What the decorator said of the table. Raises AttributeError on a class without it."""
        return cls._facts

    @classmethod
    def full_name(cls) -> str:
        """The table's name with that of its source: support.cases."""
        return f"{cls._facts.source}.{cls._facts.table}"

    @classmethod
    def dtypes(cls) -> dict[str, pl.DataType]:
        """Column name → polars type, in declared order."""
        return {name: field.dtype.type for name, field in cls.to_schema().columns.items()}

    @classmethod
    def fields(cls) -> dict[str, Any]:
        """Column name → pandera column, in declared order."""
        return dict(cls.to_schema().columns)

    @classmethod
    def description(cls) -> str:
        """The class's docstring on one line."""
        return " ".join((cls.__doc__ or "").split())


def arriving_names(contract: type[Contract]) -> dict[str, tuple[str, ...]]:
    """Column name → the names under which it may come: ours, and the source's where that differs."""
    return {name: (name, *filter(None, [field.metadata["called"]])) for name, field in contract.fields().items()}


def contract(
    source: str,
    table: str,
    *,
    key: Sequence[str] = (),
    newest_by: str | None = None,
    event_time: str | None = None,
    freshness_hours: int | None = 24,
    retention_days: int = 1095,
    owner: str,
    allowed_reject_share: float = 0.05,
) -> Callable[[type[Contract]], type[Contract]]:
    """Attach a table's facts to its class, refusing facts that the columns do not bear out."""

    def attach(cls: type[Contract]) -> type[Contract]:
        # pandera takes every public attribute for a column, hence the underscore.
        cls._facts = TableFacts(
            source=source,
            table=table,
            key=tuple(key),
            newest_by=newest_by,
            event_time=event_time,
            freshness_hours=freshness_hours,
            retention_days=retention_days,
            owner=owner,
            allowed_reject_share=allowed_reject_share,
        )
        known = cls.fields()
        for name in [*key, *filter(None, [newest_by, event_time])]:
            if name not in known:
                raise ValueError(f"{source}.{table}: {name!r} is named in its facts but is no column")
        nullable_keys = [name for name in key if known[name].nullable]
        if nullable_keys:
            raise ValueError(f"{source}.{table}: key column {nullable_keys[0]!r} may not be nullable")
        if not cls.description():
            raise ValueError(f"{source}.{table}: the class needs a docstring")
        return cls

    return attach
