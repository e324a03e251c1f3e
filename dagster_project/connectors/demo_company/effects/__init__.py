"""Planted effects by subject: each module here holds a tuple EFFECTS. They are found by being here."""
