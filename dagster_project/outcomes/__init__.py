"""What a fix brought, measured after it, against what was forecast before: effects, checks, the ledger, and the score.

Pure functions of numpy (regression, effects, checks), the warehouse's rows around them (panel, measuring), and what
people write: frozen forecasts and decisions, kept by appending.
"""
