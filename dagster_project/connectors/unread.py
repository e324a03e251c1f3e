"""What a source holds that no contract knows: left where it is, and told in one line."""

from __future__ import annotations

from dataclasses import dataclass

SHOWN = 12
"""So many names make the line; the rest are counted."""


@dataclass(frozen=True)
class Unread:
    """Names of tables, and of columns as table.column."""

    tables: tuple[str, ...]
    columns: tuple[str, ...]

    def in_words(self) -> str | None:
        """The line, or None where everything is read."""
        parts = [
            f"{len(names)} {word} ({', '.join(names[:SHOWN])}{', ...' if len(names) > SHOWN else ''})"
            for word, names in (("tables", self.tables), ("columns", self.columns))
            if names
        ]
        return f"not used, and left where they are: {'; '.join(parts)}" if parts else None
