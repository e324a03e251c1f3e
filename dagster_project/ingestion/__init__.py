"""From a connector's rows to raw tables: shape, validate, write to the lake, merge. Nothing is lost on the way."""
