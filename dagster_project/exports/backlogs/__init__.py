"""The weekly backlogs: items with what stands behind them, and the targets that they are sent to.

- `items`: the last step of `backlog_items`, quotes without personal data and the hash by which a change is known;
- `week`: the items of a week as they may leave;
- `issue`, `figures`, `markdown`, `adf`: what an item says as an issue of a tracker;
- `ledger`: what was meant and what came of it, the first authority on what is where;
- `jira`, `github`, `webhook`, `files`: the targets;
- `sending`: the difference between a week and the ledger, and closing it;
- `settings`, `exporting`: which targets there are, and an export to them.
"""
