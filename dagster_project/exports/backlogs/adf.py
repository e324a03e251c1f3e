"""An issue in the Atlassian Document Format, version 1, where text is text and no markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dagster_project.exports.backlogs.issue import Block, Issue


def adf_of(issue: Issue) -> dict[str, Any]:
    """The text in the Atlassian Document Format, version 1, where text is text and no markup."""
    return {"type": "doc", "version": 1, "content": [_adf_block(block) for block in issue.blocks]}


def _adf_block(block: Block) -> dict[str, Any]:
    if block.kind == "heading":
        return {"type": "heading", "attrs": {"level": 3}, "content": _adf_text(block.lines[0])}
    if block.kind == "list":
        items = [{"type": "paragraph", "content": _adf_line(line)} for line in block.lines]
        return {"type": "bulletList", "content": [{"type": "listItem", "content": [item]} for item in items]}
    if block.kind == "quote":
        return {"type": "blockquote", "content": [_adf_paragraph(block.lines[0])]}
    if block.kind == "table":
        return {"type": "table", "content": [
            _adf_row(line, "tableHeader" if place == 0 else "tableCell") for place, line in enumerate(block.lines)
        ]}  # fmt: skip
    return _adf_paragraph(block.lines[0])


def _adf_row(cells: Sequence[str], kind: str) -> dict[str, Any]:
    return {"type": "tableRow", "content": [{"type": kind, "content": [_adf_paragraph(cell)]} for cell in cells]}


def _adf_paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "content": _adf_text(text)}


def _adf_line(line: str) -> list[dict[str, Any]]:
    """A line of figures; an address in it is a link."""
    label, colon, rest = line.partition(": ")
    if not colon or not rest.startswith(("http://", "https://")):
        return _adf_text(line)
    return [
        *_adf_text(f"{label}: "),
        {"type": "text", "text": rest, "marks": [{"type": "link", "attrs": {"href": rest}}]},
    ]


def _adf_text(text: str) -> list[dict[str, Any]]:
    # An empty text node is refused.
    return [{"type": "text", "text": text or "–"}]
