"""An issue in GitHub's Markdown. What customers wrote is text: it mentions nobody, links nothing and is no HTML."""

from __future__ import annotations

import re

from dagster_project.exports.backlogs.issue import Issue

MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~>-])")
MENTION = re.compile(r"([@#])(?=\w)|(?<=\w)(?=://)|(?<=[Ww][Ww][Ww])(?=\.)")
UNSEEN = "\u200b"


def markdown_of(issue: Issue) -> str:
    """The text in GitHub's Markdown."""
    parts = []
    for block in issue.blocks:
        if block.kind == "heading":
            parts.append(f"### {_escaped(block.lines[0])}")
        elif block.kind == "list":
            parts.append("\n".join(f"- {_linked(line)}" for line in block.lines))
        elif block.kind == "quote":
            parts.append("> " + _quoted(block.lines[0]))
        elif block.kind == "table":
            head, *rows = block.lines
            lines = [head, tuple("---" for _ in head), *rows]
            parts.append("\n".join("| " + " | ".join(line) + " |" for line in lines))
        else:
            parts.append(block.lines[0])
    return "\n\n".join(parts)


def _quoted(text: str) -> str:
    """As it was said, on one line, without power: no mention, no reference, no link, no HTML."""
    plain = " ".join(text.split())
    return _escaped(MENTION.sub(lambda found: (found.group(1) or "") + UNSEEN, plain))


def _escaped(text: str) -> str:
    return MARKDOWN.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))


def _linked(line: str) -> str:
    """A line of figures; an address in it stays one."""
    label, colon, rest = line.partition(": ")
    return f"{label}: {rest}" if colon and rest.startswith(("http://", "https://")) else _escaped(line)
