"""What texts are about: a taxonomy with other words for its topics, two stages of assignment, and what is new."""
