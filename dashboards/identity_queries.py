"""What the page on identity reads: lists, one select each, of tenants ($1: their ids, all where empty).

Nobody is of two tenants, so that every number can be asked of some of them.
"""

from __future__ import annotations

SUMMARY = "select * from reporting.identity_summary"

TENANTS = """
    select distinct people.tenant_id, coalesce(names.tenant_name, people.tenant_id) as tenant_name
    from reporting.identity_graph as people
    left join (
        select tenant_id, max(tenant_name) as tenant_name from reporting.cases group by tenant_id
    ) as names on people.tenant_id = names.tenant_id
    where people.tenant_id is not null
    order by tenant_name
"""

_OF_TENANTS = "(len($1::varchar[]) = 0 or tenant_id in (select unnest($1::varchar[])))"

_LABELLED = f"""
    labelled as (
        select source, platform, source_id, source || '/' || platform || ':' || source_id as record, person_name,
            canonical_id, stated_customer_id
        from reporting.identity_graph
        where stated_customer_id is not null and stated_confidence >= 0.8 and {_OF_TENANTS}
    )
"""
"""Records whose own source is sure whose they are, as dbt has them in identity_summary."""

COUNTS = f"""
    with people as (select * from reporting.identity_graph where {_OF_TENANTS}),

    links as (select * from reporting.identity_links where {_OF_TENANTS}),

    {_LABELLED},

    true_groups as (select count(*) as n from labelled group by source, stated_customer_id),

    linked_groups as (select count(*) as n from labelled group by canonical_id),

    right_groups as (select count(*) as n from labelled group by source, stated_customer_id, canonical_id)

    select count(*) as record_count, count(distinct canonical_id) as person_count,
        count(distinct source || '/' || platform) as platform_count, count(verdict) as stated_count,
        count(*) filter (verdict = 'agrees') as agreed_count,
        count(*) filter (is_uncompared) as uncompared_count,
        (select count(*) from links where decision = 'linked') as linked_count,
        (select count(*) from links where decision in ('same', 'different')) as by_hand_count,
        (select coalesce(sum(n * (n - 1) / 2), 0)::bigint from true_groups) as true_pair_count,
        (select coalesce(sum(n * (n - 1) / 2), 0)::bigint from linked_groups) as linked_pair_count,
        (select coalesce(sum(n * (n - 1) / 2), 0)::bigint from right_groups) as right_pair_count
    from people
"""

REVIEW = f"""
    select probability, concat_ws(' · ', left_name, left_email_hint, left_phone_hint) as left_person,
        concat_ws(' · ', right_name, right_email_hint, right_phone_hint) as right_person, explanation,
        source || '/' || left_platform || ':' || left_source_id as left_record,
        right_source || '/' || right_platform || ':' || right_source_id as right_record
    from reporting.identity_review
    where {_OF_TENANTS}
    order by probability desc, left_record, right_record
"""

AGREEMENT = f"""
    select platform, count(*) as record_count, count(distinct canonical_id) as person_count,
        count(*) filter (record_count > 1) as linked_record_count, count(customer_id) as with_customer_count,
        avg(confidence) filter (record_count > 1) as average_confidence, count(verdict) as stated_count,
        count(*) filter (verdict = 'agrees') as agreed_count,
        count(*) filter (verdict = 'another customer') as other_customer_count,
        count(*) filter (verdict = 'no customer found') as not_found_count,
        count(*) filter (verdict = 'unknown customer') as unknown_customer_count
    from reporting.identity_graph
    where {_OF_TENANTS}
    group by platform
    order by platform
"""

DISAGREEING = f"""
    select source || '/' || platform || ':' || source_id as record, person_name, email_hint, stated_customer_id,
        stated_confidence, customer_id, verdict
    from reporting.identity_graph
    where verdict <> 'agrees' and {_OF_TENANTS}
    order by verdict, stated_confidence desc, record
"""

UNCOMPARED = f"""
    select source || '/' || platform || ':' || source_id as record, person_name, email_hint, phone_hint, customer_id,
        record_count
    from reporting.identity_graph
    where is_uncompared and {_OF_TENANTS}
    order by record
"""

LINKS = f"""
    select source || '/' || left_platform || ':' || left_source_id as left_record, left_name as left_person,
        right_source || '/' || right_platform || ':' || right_source_id as right_record, right_name as right_person,
        probability, explanation
    from reporting.identity_links
    where decision = 'linked' and {_OF_TENANTS}
    order by probability, left_record, right_record
"""

PAIRS = f"""
    with {_LABELLED},

    pairs as (
        select lefts.record as left_record, rights.record as right_record
        from labelled as lefts
        inner join labelled as rights on lefts.canonical_id = rights.canonical_id and lefts.record < rights.record
        union
        select lefts.record, rights.record
        from labelled as lefts
        inner join labelled as rights
            on lefts.source = rights.source and lefts.stated_customer_id = rights.stated_customer_id
                and lefts.record < rights.record
    )

    select pairs.left_record, lefts.person_name as left_person, pairs.right_record, rights.person_name as right_person,
        lefts.stated_customer_id as left_stated, rights.stated_customer_id as right_stated,
        lefts.canonical_id = rights.canonical_id as is_linked,
        lefts.source = rights.source and lefts.stated_customer_id = rights.stated_customer_id as is_one
    from pairs
    inner join labelled as lefts on pairs.left_record = lefts.record
    inner join labelled as rights on pairs.right_record = rights.record
    order by pairs.left_record, pairs.right_record
"""
"""Pairs of labelled records that are linked, one customer by what their source states, or both."""

BY_HAND = f"""
    select source || '/' || left_platform || ':' || left_source_id as left_record, left_name,
        right_source || '/' || right_platform || ':' || right_source_id as right_record, right_name, decision,
        probability, explanation
    from reporting.identity_links
    where decision in ('same', 'different') and {_OF_TENANTS}
    order by left_record, right_record
"""

# Of people with several records, as many as a page can show; those that a search finds come first.
RECORDS = f"""
    select canonical_id, platform, source_id, person_name, email_hint, phone_hint, confidence, is_anchor, record_count,
        customer_id
    from reporting.identity_graph
    where canonical_id in (
        select canonical_id
        from reporting.identity_graph
        where {_OF_TENANTS} and (
            $2 = '' and record_count > 1
            or $2 <> '' and contains(
                lower(concat_ws(' ', canonical_id, source_id, person_name, email_hint)), lower($2)
            )
        )
        group by canonical_id
        order by max(record_count) desc, canonical_id
        limit 50
    )
    order by record_count desc, canonical_id, is_anchor desc, platform, source_id
"""

EVERYONE = f"""
    select *
    from reporting.identity_graph
    where {_OF_TENANTS}
    order by canonical_id, platform, source_id
"""

EVERY_PAIR = f"""
    select *
    from reporting.identity_links
    where {_OF_TENANTS}
    order by probability desc, left_source_id, right_source_id
"""

LINKS_OF_A_PERSON = """
    select left_platform || ':' || left_source_id as left_record, right_platform || ':' || right_source_id as
        right_record, probability, decision, explanation
    from reporting.identity_links
    where is_one_person and left_canonical_id in (select unnest(?::varchar[]))
    order by left_canonical_id, probability desc, left_record, right_record
    limit 200
"""
