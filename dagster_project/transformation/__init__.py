"""dbt: how its project is prepared and how its models become assets."""
