"""When and in what order things happen: ingestion, transformation, release. Only this folder imports dagster."""
