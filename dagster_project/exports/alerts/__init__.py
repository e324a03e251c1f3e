"""Who is told of what happened: once per event, at hours they can be told at, again while nobody answers.

- `settings`: what `[alerts]` in loompin.toml says. Without that section nothing is sent.
- `events`: the alerts of a release and who is to be told.
- `quiet_hours`, `planning`: what is to be sent now, what waits and until when; storms as one message.
- `ledger`: what was meant to be sent, and what came of it.
- `channels`: webhook, Slack, e-mail.
- `sending`: all of it together, as the sensor and `loompin alerts send` call it.
- `record`: what was sent, for dbt.
"""
