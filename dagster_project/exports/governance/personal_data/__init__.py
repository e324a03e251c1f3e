"""The shapes of personal data and secrets in free text, a file per sort. Each yields spans; none changes a text."""
