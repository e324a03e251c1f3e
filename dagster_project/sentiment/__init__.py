"""The tone of a text, where its source gives none."""
