"""Cohorts: groups of like customers that nobody defined, how stable they are, and a definition to begin with."""
