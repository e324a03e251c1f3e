"""Which person each record is: the pairs that are linked, taken from the surest down."""


def model(dbt, session):
    """One row per record."""
    dbt.config(materialized="table")
    from dagster_project.identity.warehouse import grouped_records

    return grouped_records(dbt.ref("int_identity_records"), dbt.ref("int_identity_pairs"))
