"""Pairs of records that may be one person, scored by Splink: dagster_project/identity/warehouse.py."""


def model(dbt, session):
    """One row per pair from the review threshold up, or on which a person has decided."""
    dbt.config(materialized="table")
    from dagster_project.identity.warehouse import linked_pairs

    return linked_pairs(dbt.ref("int_identity_records"), session, dbt.this)
