"""What customers say of the product, by topic and tone, in reviews, mentions, chats and answers to surveys."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company.draws import Floats, Ints, Random, within
from dagster_project.connectors.demo_company.product import THEMES

# Topic → sayings that are upset, even, friendly; as many in each tone.
SAYINGS = {
    "login": (
        ("I cannot sign in half of the time.", "Locked out again, and the password reset never arrives.",
         "Single sign-on throws me back to the start."),
        ("Signing in asks for a code every day.", "How do I change the second factor?", "Sign-on works, mostly."),
        ("Signing in is quick now.", "The new sign-on page is a relief.", "Single sign-on finally works, thanks!"),
    ),
    "ingestion_delays": (
        ("Our data is hours behind again.", "Ingestion has been stuck since last night and nobody says why.",
         "Records go missing between the source and here."),
        ("Data arrives in the afternoon.", "When is data from the night there?", "Ingestion takes about an hour."),
        ("Data is there within minutes now.", "Ingestion has not failed once this month.",
         "Late data is a thing of the past, well done."),
    ),
    "billing_limits": (
        ("The invoice is higher than what we agreed on.", "We pay for seats that nobody uses.",
         "Hitting the limit of our plan in the middle of a launch is a nightmare."),
        ("What counts as a seat?", "Please explain the last invoice.", "The plan has a limit that we will reach."),
        ("The new price is fair.", "The invoice is easy to read now.", "Worth every cent of the plan."),
    ),
    "ui_glitches": (
        ("Tiles stay empty until I reload the page.", "Filters are lost each time, which drives me mad.",
         "The app crashes when I open a dashboard on my phone."),
        ("Labels overlap in the weekly view.", "Where did the dark mode go?", "The page looks different today."),
        ("Love the new dark mode!", "The dashboard looks great on my phone.", "Filters stay where I leave them, nice."),
    ),
    "exports": (
        ("The export fails at 80 per cent every single time.", "Columns are missing from the export again.",
         "The scheduled export never arrived and my report was late."),
        ("Can exports be sent as a spreadsheet?", "An export takes ten minutes.", "The export has all columns."),
        ("The export works like a charm.", "Scheduled exports save me an hour a week.", "Exports are quick now."),
    ),
    "integrations": (
        ("The connector asks for consent again and again.", "Our webhook is not called any more.",
         "The field mapping is lost after each sync."),
        ("Is there a connector for our shop?", "The API has a limit of calls.", "We use the connector for the CRM."),
        ("The connector was set up in five minutes.", "The API is a joy to work with.",
         "All our tools talk to each other now."),
    ),
    "performance": (
        ("Search takes half a minute and then finds nothing.", "Everything crawls at nine in the morning.",
         "The scores of texts are plainly wrong."),
        ("Search takes a few seconds.", "It is slower on Mondays.", "Results differ a little between two runs."),
        ("Search is lightning fast.", "It got so much faster.", "The scores are spot on."),
    ),
    "docs_questions": (
        ("The guide describes a version that is long gone.", "There is no example for cohorts anywhere.",
         "I searched the documentation for an hour in vain."),
        ("How do I group by a custom field?", "Where is the query language described?",
         "Which roles may read messages?"),
        ("The guide answered everything.", "The documentation is the best I know.", "Great examples in the docs."),
    ),
}  # fmt: skip
PER_TONE = 3

EMERGING = (
    ("The new assistant makes things up.", "The assistant told a customer of ours something untrue.",
     "Switch this talking assistant off, please."),
    ("Which languages does the assistant speak?", "We tried the assistant on Monday.", "The assistant is new to us."),
    ("The assistant is a delight!", "Our team loves the assistant.", "The assistant saves us so much typing."),
)  # fmt: skip
"""What customers begin to say of a part of the product that no topic knows yet, by tone."""

WITHOUT_TOPIC = (
    ("Not what we hoped for.", "Disappointed.", "We are looking at other tools."),
    ("It does the job.", "All right so far.", "Nothing to add."),
    ("Very happy with it.", "Saves me hours!", "Would not want to miss it."),
)


def _book() -> pl.Series:
    topics = [*(SAYINGS[theme] for theme in THEMES), WITHOUT_TOPIC, EMERGING]
    return pl.Series([saying for tones in topics for tone in tones for saying in tone])


def say(rng: Random, topic: Ints, tone: Floats) -> pl.Series:
    """A saying for each row: topic is an index into THEMES, -1 for none, -2 for what is new; tone from -1 to 1."""
    kind = np.digitize(tone, (-0.25, 0.35))
    place = np.where(topic < 0, len(THEMES) - 1 - topic, topic) * 3 + kind
    return _book().gather(place * PER_TONE + within(rng, np.full(topic.size, PER_TONE)))
