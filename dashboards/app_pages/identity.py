"""Who is who over all sources: pairs that wait for a person, why records are linked, and how far that is right."""

from __future__ import annotations

import math

import polars as pl
import streamlit as st

from dagster_project.statistics.shares import wilson
from dashboards import charts, identity_frames, identity_queries
from dashboards.answers import answers_of_page
from dashboards.cards import Card, put_cards
from dashboards.downloads import put_download
from dashboards.drawn_rows import DRAWN, draw_columns, draw_rows, put_count
from dashboards.durations import share
from dashboards.figures import counted, whole
from dashboards.filters import put_multiselect
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.page_end import end_page
from dashboards.rate_dots import rate_dots
from dashboards.table_columns import number_column

PERCENT = {"format": "percent"}
THREE_PLACES = {"format": "%.3f"}
MOST_EXPLAINED = 200
"""Links of the people shown that are explained; the download has all."""

answers = answers_of_page()
summary = answers.sql(identity_queries.SUMMARY)
if summary.is_empty():
    nothing_here("No source of this release has records of customers.")
    end_page()
model = summary.row(0, named=True)


def put_tenants() -> dict[str, str]:
    """Whose records are looked at (name → id), in all of the page but the method; none stands for all."""
    names = dict(answers.sql(identity_queries.TENANTS).select("tenant_name", "tenant_id").iter_rows())
    chosen = put_multiselect(
        st.container(width=420), "Tenants", list(names), key="identity_tenants",
        placeholder="All tenants, and records of nobody's",
    )  # fmt: skip
    return {name: names[name] for name in chosen}


chosen_tenants = put_tenants()
tenants = list(chosen_tenants.values())
totals = answers.sql(identity_queries.COUNTS, [tenants]).row(0, named=True)
review = answers.sql(identity_queries.REVIEW, [tenants])
agreement = identity_frames.with_agreement(answers.sql(identity_queries.AGREEMENT, [tenants]))
about = [f"tenants: {', '.join(chosen_tenants) or 'all'}"]


def rate_card(label: str, right: str, of: str, meaning: str) -> Card:
    """A share with its interval and n, or the reason why there is none."""
    found = wilson(totals[right], totals[of])
    if found is None:
        return Card(label, None, meaning, note="no source states who its records are")
    return Card(label, share(found[0]), meaning, rate=found[0], interval=found[1:], n=totals[of])


put_cards(
    [
        Card("Records", whole(totals["record_count"]), "Records of customers in all sources.",
             note=f"of {counted(totals['platform_count'], 'platform')}"),
        Card("People", whole(totals["person_count"]), "Canonical customers: what is left when linked records are one."),
        Card("Links", whole(totals["linked_count"]),
             f"Pairs of records that are one person with a probability of {model['link_threshold']:g} or more.",
             note=f"{whole(totals['by_hand_count'])} more by hand"),
        Card("Waiting for review", whole(review.height),
             f"Two people who may be one: a probability from {model['review_threshold']:g} up to the threshold."),
        Card("Compared with nobody", whole(totals["uncompared_count"]),
             "Records each of whose keys, such as an address or a name, more than 100 different records share: nobody "
             "can tell whose they are, so they stay people of their own, and recall is the lower for it.",
             note=f"of {counted(totals['record_count'], 'record')}", is_alarm=totals["uncompared_count"] > 0),
        rate_card("Agreement", "agreed_count", "stated_count",
                  "Records whose own source says whose they are, and for which we find the same customer."),
        rate_card("Precision", "right_pair_count", "linked_pair_count",
                  "Of the pairs of labelled records that we link, those that are one customer. Labels: what a source "
                  "states of its records with a confidence of 0.8 or more."),
        rate_card("Recall", "right_pair_count", "true_pair_count",
                  "Of the pairs of labelled records that are one customer, those that we link."),
    ],
    per_row=4,
)  # fmt: skip


def put_review() -> None:
    """Pairs that wait, and how to decide."""
    link = model["link_threshold"]
    section(
        "Waiting for review",
        "Two people who may be one; the likeliest first. Bits speak for (+) or against (-) a link and add up with the "
        f"start: 0 bits are even odds, {math.log2(link / (1 - link)) if link < 1 else math.inf:.1f} the threshold.",
    )
    if review.is_empty():
        nothing_here("Nothing waits: every pair is clearly one person, clearly two, or decided.")
    else:
        put_download(answers, "CSV", "identity_review", lambda: review, ["reporting.identity_review", *about])
        put_count(review, "pair", "likeliest")
        draw_columns(
            identity_frames.with_grades(review.head(DRAWN).with_row_index("number", 1)),
            number=st.column_config.NumberColumn("Pair", width=50),
            probability=st.column_config.NumberColumn("Probability", width=85, **THREE_PLACES),
            left_person=st.column_config.TextColumn("Who", width=290),
            right_person=st.column_config.TextColumn("Who else", width=290),
            **{
                field: st.column_config.TextColumn(field.capitalize(), width=220 if field == "name" else 100)
                for field in identity_frames.FIELDS
            },
        )  # fmt: skip
        st.caption(
            "Name to country: how the whole values compare, masked or not: equal, near with the grade, different, or "
            "not in both records. n is one pair; weights in bits after Fellegi and Sunter (1969)."
        )
        number = st.number_input("Decide on pair", 1, review.height, key="pair", bind="query-params", width=220)
        pair = review.row(int(number) - 1, named=True)
        left, right = st.columns([1, 1], gap="small")
        left.text(f"{pair['left_record']}\n{pair['left_person']}\n\n{pair['right_record']}\n{pair['right_person']}")
        left.text(f"Probability {pair['probability']:.3f}; in bits: {pair['explanation']}")
        with right:
            draw_columns(
                identity_frames.grade_rows(pair["explanation"]), field="Compared", grade="Both are",
                bits=st.column_config.NumberColumn("Bits", format="%+.1f"),
            )  # fmt: skip
        st.caption("To decide, name both records; the verdict holds from the next run on, and in every later one:")
        st.code(
            f'loompin identities correct "{pair["left_record"]}" "{pair["right_record"]}" --same '
            '--because "same number on both invoices"',
            language="bash", wrap_lines=True,
        )  # fmt: skip
        st.caption("`--different` keeps two people apart, `--withdraw` leaves them to the model again.")
    by_hand = answers.sql(identity_queries.BY_HAND, [tenants])
    if not by_hand.is_empty():
        section("Decided by hand", "Who said so, when and why: `loompin identities corrections`.")
        put_download(answers, "CSV", "identity_by_hand", lambda: by_hand, ["reporting.identity_links, by hand", *about])
        draw_rows(
            by_hand,
            {
                "left_record": "Record", "left_name": "Name", "right_record": "Other record", "right_name": "Its name",
                "decision": "Verdict", "probability": st.column_config.NumberColumn("Model", **THREE_PLACES),
                "explanation": st.column_config.TextColumn("What the model sees", width="large"),
            },
        )  # fmt: skip


def put_people() -> None:
    """The records of people, and the links behind them."""
    section("People and their records", "Those with the most records, or those that a search finds; at most 50 people.")
    wanted = st.text_input("Name, id, or part of an address", key="person", bind="query-params").strip()
    records = answers.sql(identity_queries.RECORDS, [tenants, wanted])
    if records.is_empty():
        nothing_here(f"No record has {wanted!r} in its name, ids or address.")
        return
    put_download(
        answers, "CSV", "identity_graph", lambda: answers.reader.sql(identity_queries.EVERYONE, [tenants]),
        ["reporting.identity_graph", "search: none, all people", *about],
    )  # fmt: skip
    draw_rows(
        records,
        {
            "canonical_id": "Person", "platform": "Platform", "source_id": "Record", "person_name": "Name",
            "email_hint": "E-mail", "phone_hint": "Phone",
            "confidence": st.column_config.NumberColumn("Confidence", **THREE_PLACES),
            "is_anchor": st.column_config.CheckboxColumn("Anchor", help="The record that the person is named after."),
            "record_count": number_column("Records"), "customer_id": "Customer profile",
        },
    )  # fmt: skip
    links = answers.sql(identity_queries.LINKS_OF_A_PERSON, [records["canonical_id"].unique().sort().to_list()])
    section(
        "Why they are linked",
        f"Pairs of the people above; the first {MOST_EXPLAINED}. The download has all pairs of the tenants chosen.",
    )
    put_download(
        answers, "CSV", "identity_links", lambda: answers.reader.sql(identity_queries.EVERY_PAIR, [tenants]),
        ["reporting.identity_links", "search: none, all pairs", *about],
    )  # fmt: skip
    draw_rows(
        links,
        {
            "left_record": "Record", "right_record": "Other record",
            "probability": st.column_config.NumberColumn("Probability", **THREE_PLACES), "decision": "Decision",
            "explanation": st.column_config.TextColumn("What speaks for it, in bits", width="large"),
        },
    )  # fmt: skip


def put_agreement() -> None:
    """How far sources and we say the same."""
    stated = agreement.filter(pl.col("stated_count") > 0)
    if not stated.is_empty():
        with st.container(border=True):
            chart_title(
                "Agreement by platform",
                "Records for which we find the customer that the platform itself names, with 95 % Wilson intervals.",
            )
            dots = rate_dots(stated, "platform", "agreement_rate", "stated_count")
            charts.show(charts.share_dots(dots), "Share of records on which we agree, by platform")
    section("Platforms", "Records of each, and what is found of what it states.")
    put_download(answers, "CSV", "identity_agreement", lambda: agreement, ["reporting.identity_agreement", *about])
    draw_rows(
        agreement.drop("agreement_rate_low", "agreement_rate_high"),
        {
            "platform": "Platform", "record_count": number_column("Records"), "person_count": number_column("People"),
            "linked_record_count": number_column("Linked", "Records that are linked with another one."),
            "with_customer_count": number_column("With a profile", "Records of people with a customer profile."),
            "average_confidence": st.column_config.NumberColumn("Mean confidence", **THREE_PLACES),
            "stated_count": number_column("Stated", "Records of which the platform says whose they are: the n."),
            "agreement_rate": st.column_config.NumberColumn("Agreement", **PERCENT),
            "other_customer_count": number_column("Another customer"), "not_found_count": number_column("None found"),
            "unknown_customer_count": number_column("Unknown customer", "The customer stated is not there."),
        },
    )  # fmt: skip
    disagreeing = answers.sql(identity_queries.DISAGREEING, [tenants])
    section("Where we disagree", f"{counted(disagreeing.height, 'record')} of which the platform says otherwise.")
    if disagreeing.is_empty():
        nothing_here("We find what every platform states.")
        return
    put_download(answers, "CSV", "identity_disagreements", lambda: disagreeing,
                 ["reporting.identity_graph, verdict", *about])  # fmt: skip
    draw_rows(
        disagreeing,
        {
            "record": "Record", "person_name": "Name", "email_hint": "E-mail", "stated_customer_id": "Stated customer",
            "stated_confidence": st.column_config.NumberColumn("Its confidence", **THREE_PLACES),
            "customer_id": "We find", "verdict": "Verdict",
        },
    )  # fmt: skip


PAIRS = {
    "linked": ("Of labelled records: the n of precision.", pl.col("is_linked")),
    "one customer": ("Of labelled records, by what their source states: the n of recall.", pl.col("is_one")),
    "both": ("Of labelled records: linked, and one customer.", pl.col("is_linked") & pl.col("is_one")),
    "linked wrongly": ("Of labelled records: linked, and two customers.", pl.col("is_linked") & ~pl.col("is_one")),
    "missed": ("Of labelled records: one customer, and not linked.", ~pl.col("is_linked") & pl.col("is_one")),
}  # fmt: skip


def put_pairs() -> None:
    """The pairs that links, precision and recall are counted from."""
    section("Pairs", "As many as the cards above count: every link of the model, and pairs of labelled records.")
    wanted = st.segmented_control(
        "Pairs that are", ["all links", *PAIRS], default="all links", required=True, key="pairs", bind="query-params"
    )
    records = {"left_record": "Record", "right_record": "Other record", "left_person": "Name",
               "right_person": "Other name"}  # fmt: skip
    if wanted == "all links":
        found = answers.sql(identity_queries.LINKS, [tenants])
        st.caption("Pairs that the model links by themselves, the least sure first.")
        columns = {
            "probability": st.column_config.NumberColumn("Probability", **THREE_PLACES), **records,
            "explanation": st.column_config.TextColumn("What speaks for it, in bits", width="large"),
        }  # fmt: skip
    else:
        meaning, condition = PAIRS[wanted]
        found = answers.sql(identity_queries.PAIRS, [tenants]).filter(condition)
        st.caption(meaning)
        columns = {
            **records, "left_stated": "Stated customer", "right_stated": "Stated for the other",
            "is_linked": st.column_config.CheckboxColumn("Linked"),
            "is_one": st.column_config.CheckboxColumn("One customer"),
        }  # fmt: skip
    put_download(answers, "CSV", "identity_pairs", lambda: found, [f"pairs: {wanted}", *about])
    put_count(found, "pair", "first")
    draw_columns(found.head(DRAWN), **columns)


def put_uncompared() -> None:
    """Records that were compared with nobody."""
    section(
        "Compared with nobody",
        "Records each of whose keys (address, part of it, number, names) more than 100 different records share. They "
        "are people of their own here; an address or a number of their own in the source would let them be compared.",
    )
    found = answers.sql(identity_queries.UNCOMPARED, [tenants])
    if found.is_empty():
        nothing_here("Every record has a key that few enough others share.")
        return
    put_download(answers, "CSV", "identity_uncompared", lambda: found, ["reporting.identity_graph", *about])
    put_count(found, "record", "first")
    draw_columns(
        found.head(DRAWN), record="Record", person_name="Name", email_hint="E-mail", phone_hint="Phone",
        record_count=number_column("Records"), customer_id="Customer profile",
    )  # fmt: skip


def put_method() -> None:
    """How it is done, and what proves it."""
    section("Method", "Of all tenants: the model learns from all records.")
    how = (
        f"learned from {whole(model['training_pair_count'])} pairs of these records"
        if model["method"] == "trained"
        else "the documented defaults, since there are too few records to learn from (below 200, or too few pairs)"
    )
    st.markdown(
        f"""
- **Model**: probabilistic linkage after Fellegi and Sunter (1969), computed with Splink. Each field that agrees or
  differs moves the odds; frequent names count less (Winkler 1989). n = {whole(model["record_count"])} records; two
  of them at random that may be linked are one person with a probability of {model["prior"] or 0:.5f}.
- **Weights**: {how}. m by expectation maximisation, u counted over pairs of records.
- **Compared**: name (short forms, initials, swaps, slips), e-mail, phone, city, country. Records of two tenants are
  never linked.
- **Families**: relatives of one household whose given names are alike (John and Joan, father and son of one name,
  twins Peter and Petra) may be linked as one person: these fields do not tell them apart. Look through the
  links under *Pairs*, and part two people with `loompin identities correct RECORD RECORD --different --because WHY`.
- **People**: links from {model["link_threshold"]:g} on, the surest first; what a hand has kept apart stays apart. A
  person is named after the record that comes first (customer profile, desk, account, other platforms), so the order of
  loading changes nothing, and new records seldom change a name.
- **Precision and recall** are counted over pairs of the {whole(model["labelled_count"])} records whose own source is
  sure whose they are (0.8 or more): {whole(model["true_pair_count"])} true pairs, {whole(model["linked_pair_count"])}
  linked, {whole(model["right_pair_count"])} both. Intervals are Wilson's (1927) at 95 %; pairs of one person are not
  independent, so they are rather too narrow.
- **Reference data**: on the FEBRL sets 1 to 4 (n = 1,000 to 10,000 records) the same code reaches a precision of 1.000
  and a recall of 0.998 to 1.000; without their insurance number 1.000 and 0.994 to 0.998. Tests hold that.
"""
    )


SECTIONS = {
    "Review": put_review,
    "People": put_people,
    "Pairs": put_pairs,
    "Agreement": put_agreement,
    "Compared with nobody": put_uncompared,
    "Method and proofs": put_method,
}
shown = st.segmented_control(
    "Look into", list(SECTIONS), default="Review", required=True, key="section", bind="query-params"
)
SECTIONS[shown]()
