"""Drivers of each outcome in the latest period, from the moments of the answers."""


def model(dbt, session):
    """The computation is in dagster_project/drivers; this says what it reads."""
    from dagster_project.drivers.tables import experience_drivers

    dbt.config(materialized="table")
    as_of = {source: moment.date() for source, moment in dbt.ref("int_sources").project("source, as_of").fetchall()}
    moments = dbt.ref("driver_moments").pl().rename({"answer_count": "n"})
    predictors = dbt.ref("driver_predictors").filter("is_analysed").pl().rename({"predictor_label": "label"})
    return experience_drivers(moments, predictors, as_of).to_arrow()
