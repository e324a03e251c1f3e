"""What the page on identity reads: lists, one select each."""

from __future__ import annotations

SUMMARY = "select * from reporting.identity_summary"

REVIEW = """
    select probability, concat_ws(' · ', left_name, left_email_hint, left_phone_hint) as left_person,
        concat_ws(' · ', right_name, right_email_hint, right_phone_hint) as right_person, explanation,
        source || '/' || left_platform || ':' || left_source_id as left_record,
        right_source || '/' || right_platform || ':' || right_source_id as right_record
    from reporting.identity_review
    order by probability desc, left_record, right_record
"""

AGREEMENT = """
    select platform, record_count, person_count, linked_record_count, with_customer_count, average_confidence,
        stated_count, agreement_rate, agreement_rate_low, agreement_rate_high, other_customer_count, not_found_count,
        unknown_customer_count
    from reporting.identity_agreement
    order by agreement_rate nulls last, platform
"""

DISAGREEING = """
    select source || '/' || platform || ':' || source_id as record, person_name, email_hint, stated_customer_id,
        stated_confidence, customer_id, verdict
    from reporting.identity_graph
    where verdict <> 'agrees'
    order by verdict, stated_confidence desc, record
"""

BY_HAND = """
    select source || '/' || left_platform || ':' || left_source_id as left_record, left_name,
        right_source || '/' || right_platform || ':' || right_source_id as right_record, right_name, decision,
        probability, explanation
    from reporting.identity_links
    where decision in ('same', 'different')
    order by left_record, right_record
"""

# Of people with several records, as many as a page can show; those that a search finds come first.
RECORDS = """
    select canonical_id, platform, source_id, person_name, email_hint, phone_hint, confidence, is_anchor, record_count,
        customer_id
    from reporting.identity_graph
    where canonical_id in (
        select canonical_id
        from reporting.identity_graph
        where ? = '' and record_count > 1
            or ? <> '' and contains(
                lower(concat_ws(' ', canonical_id, source_id, person_name, email_hint)), lower(?)
            )
        group by canonical_id
        order by max(record_count) desc, canonical_id
        limit 50
    )
    order by record_count desc, canonical_id, is_anchor desc, platform, source_id
"""

LINKS_OF_A_PERSON = """
    select left_platform || ':' || left_source_id as left_record, right_platform || ':' || right_source_id as
        right_record, probability, decision, explanation
    from reporting.identity_links
    where is_one_person and left_canonical_id in (select unnest(?::varchar[]))
    order by left_canonical_id, probability desc, left_record, right_record
    limit 200
"""
