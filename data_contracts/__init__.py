"""What may come in: one class per table, grouped by source and subject.

Flow: class → (polars types, pandera check, merge key, DuckDB types, dbt sources, Dagster assets, ODCS files).
Nothing about *how* a table is fetched stands here (addresses, paging, credentials): what would be rewritten
when a connector changes does not belong in a contract. This package imports pandera and polars only.
"""

from data_contracts.contract import Contract, TableFacts, column, contract
from data_contracts.registry import all_contracts, find_contract

__all__ = ["Contract", "TableFacts", "all_contracts", "column", "contract", "find_contract"]
