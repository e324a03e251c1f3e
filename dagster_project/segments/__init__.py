"""Segments of customers: the language that defines them, where definitions come from, and how cohorts are detected."""
