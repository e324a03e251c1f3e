"""What people write, as a book of phrases: each role has a few, by component and by tone where that matters.

Bodies are picked and not composed row by row, which keeps a million cases fast and their Parquet small.
"""

from __future__ import annotations

from enum import Enum

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company.draws import Floats, Ints, Random, within
from dagster_project.connectors.demo_company.product import COMPONENT_NAMES, COMPONENTS, THEMES

TONES = ("upset", "even", "friendly")


class Role(Enum):
    """What an interaction is for; the number is its place among those of the same second."""

    PRIVATE_OPENING = 0
    OPENING = 1
    ACKNOWLEDGEMENT = 2
    DIAGNOSTICS = 3
    ANSWER = 4
    REOPENING = 5
    CHASER = 6
    CONFIRMATION = 7
    FIRST_REPLY = 8
    QUESTION = 9
    FOLLOW_UP = 10
    CHASED_REPLY = 11
    UPDATE = 12
    ACTION = 13
    NOTE = 14
    RESOLUTION = 15


SUBJECTS = {
    "login": ("Cannot sign in since this morning", "Single sign-on loops back to the sign-in page",
              "Account locked after password reset", "Second factor is never asked for"),
    "ingestion_delays": ("Data is hours behind", "Ingestion has stopped for one source",
                         "Records missing since last night", "Duplicate records after a replay"),
    "billing_limits": ("Invoice is higher than expected", "We have hit the limit of our plan",
                       "Seats are counted twice", "Please send a corrected invoice"),
    "ui_glitches": ("Tiles stay empty", "Filters are lost on reload", "Page does not scroll on a phone",
                    "Labels overlap in the weekly view"),
    "exports": ("Export fails at 80 per cent", "Scheduled export did not arrive", "Columns missing from the export",
                "Export is cut off after 100,000 rows"),
    "integrations": ("Connector asks for consent again and again", "Webhook is not called",
                     "API answers 429 although we are below the limit", "Field mapping is lost after a sync"),
    "performance": ("Search takes half a minute", "Scores of texts look wrong", "Everything is slow at nine o'clock",
                    "Results differ between two runs"),
    "docs_questions": ("How do I group by custom field?", "Where is the query language described?",
                       "Which roles may see raw messages?", "Is there an example for cohorts?"),
}  # fmt: skip

OPENINGS = ("{subject}. This is about {component}.", "Hello, {subject_lower}. We see it in {component} since today.",
            "{subject}. Nothing has changed on our side as far as we know. Component: {component}.",
            "{subject} ({component}). Several colleagues have the same trouble.")  # fmt: skip
ENDINGS_BY_TONE = (
    (" This costs us real money.", " We have reported this before and are losing patience."),
    ("", " Please have a look."),
    (" Thanks in advance!", " No hurry, and thank you for your help."),
)

BY_TONE = {
    Role.ANSWER: (("Here is what you asked for, again.", "We have already sent this. Attached once more."),
                  ("Attached is the log you asked for.", "It happens with every account we tried."),
                  ("Of course, here it is. Thank you!", "Done, and the trace identifiers are attached. Thanks!")),
    Role.CHASER: (("Is anybody working on this?", "We are still blocked. When will this be looked at?"),
                  ("Any news?", "Could you give us an update?"),
                  ("Just checking in, thanks.", "Is there anything more you need from us?")),
    Role.CONFIRMATION: (("It works now. It took too long.", "Solved at last."),
                        ("Confirmed, it works.", "You can close this."),
                        ("Works perfectly, thank you!", "Great help, thanks a lot!")),
    Role.REOPENING: (("The problem is back, and this was said to be solved.", "Not solved. The same error again."),
                     ("It has come back this morning.", "We see the same behaviour again."),
                     ("Sorry, it seems to be back.", "Thanks for the fix, but one account still has it.")),
}  # fmt: skip

PLAIN = {
    Role.PRIVATE_OPENING: ("Opened for the customer after a call about {component}.",
                           "Monitoring shows errors in {component} for this tenant; opening a case."),
    Role.ACKNOWLEDGEMENT: ("We have received your request and will answer soon.",
                           "Thank you for your message. A colleague will be with you shortly."),
    Role.DIAGNOSTICS: ("Health of {component} attached.", "Collected logs and configuration of {component}."),
    Role.FIRST_REPLY: ("Hello, I am looking into {component} for you.",
                       "Thank you for writing. Could you tell us when you first saw this in {component}?",
                       "We can reproduce this in {component} and are working on it."),
    Role.QUESTION: ("Could you send us the log of {component}?", "Could you try again and tell us the result?",
                    "Please send the trace identifiers of a failed attempt."),
    Role.FOLLOW_UP: ("Thank you, this helps. We go on with it.", "Received; we are testing a fix in {component}."),
    Role.CHASED_REPLY: ("We are still on it and will write by tomorrow.", "The fix in {component} is being tested."),
    Role.UPDATE: ("Update: the owning team has found the cause in {component}.",
                  "Update: a fix for {component} is being rolled out.", "Update: we are still investigating."),
    Role.ACTION: ("Ran the runbook for {component}.", "Raised the quota of {component} for this tenant."),
    Role.NOTE: ("Customer is on an old version.", "Looks like the case of last week.",
                "Asked the team that owns {component}."),
    Role.RESOLUTION: ("This is fixed in {component}. Please let us know should it come back.",
                      "We have changed the configuration of {component}; it works in our test.",
                      "The page that describes this is linked below. We hope this answers your question."),
}  # fmt: skip


def subjects() -> pl.Series:
    """Subjects of cases: four for each theme, in the order of product.THEMES."""
    return pl.Series([subject for theme in THEMES for subject in SUBJECTS[theme]])


SUBJECTS_PER_THEME = 4


class PhraseBook:
    """All phrases in one series, and where those of each role, component and tone stand in it."""

    def __init__(self) -> None:
        shape = (len(Role), len(COMPONENTS), len(TONES))
        self._start, self._count = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        phrases: list[str] = []
        for role in Role:
            for component, part in enumerate(COMPONENTS):
                for tone in range(len(TONES)):
                    given = _phrases(role, part.theme, COMPONENT_NAMES[component], tone)
                    self._start[role.value, component, tone] = len(phrases)
                    self._count[role.value, component, tone] = len(given)
                    phrases += given
        self._phrases = pl.Series(phrases)

    def write(self, rng: Random, role: Ints, component: Ints, subject: Ints, tone: Floats) -> pl.Series:
        """A phrase for each interaction; subject: place within the theme's subjects; tone from -1 to 1."""
        kind = np.digitize(tone, (-0.3, 0.3))
        start, count = self._start[role, component, kind], self._count[role, component, kind]
        # Openings stand subject by subject, so that a case's first message is about its subject.
        is_opening = role == Role.OPENING.value
        count = np.where(is_opening, count // SUBJECTS_PER_THEME, count)
        start = np.where(is_opening, start + subject * count, start)
        return self._phrases.gather(start + within(rng, count))


def _phrases(role: Role, theme: str, component: str, tone: int) -> list[str]:
    if role is Role.OPENING:
        return [
            opening.format(subject=subject, subject_lower=subject[0].lower() + subject[1:], component=component) + end
            for subject in SUBJECTS[theme]
            for opening in OPENINGS
            for end in ENDINGS_BY_TONE[tone]
        ]
    given = BY_TONE[role][tone] if role in BY_TONE else PLAIN[role]
    return [phrase.format(component=component) for phrase in given]
