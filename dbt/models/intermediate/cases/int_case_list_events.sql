{#- Each moment in a list's columns is the event that it stands for. -#}
{%- set moments = [
    ('state_changed', "'In-progress'", 'acknowledged_at'),
    ('public_reply', 'null', 'first_response_at'),
    ('state_changed', "'Resolved'", 'resolved_at'),
    ('state_changed', "'Closed'", 'closed_at'),
] -%}

with

case_list as (

    select * from {{ ref('stg_event_log__case_list') }}

),

unioned as (

    {% for kind, value, moment in moments %}
        select
            source,
            case_id,
            '{{ kind }}' as kind,
            {{ value }} as value,
            {{ moment }} as occurred_at
        from case_list
        where {{ moment }} is not null
        union all
    {% endfor %}
    select
        source,
        case_id,
        'priority_changed' as kind,
        priority as value,
        opened_at as occurred_at
    from case_list
    where priority is not null
    union all
    -- A state for which a list or its row has no moment, such as waiting, is known since the row last changed.
    select
        source,
        case_id,
        'state_changed' as kind,
        state as value,
        changed_at as occurred_at
    from case_list
    where
        state not in ('New', 'Resolved', 'Closed')
        or (state = 'Resolved' and resolved_at is null)
        or (state = 'Closed' and closed_at is null)

)

select
    source,
    case_id,
    kind,
    value,
    null as actor_id,
    null as actor_kind,
    null as source_order,
    0 as rank_within_kind,
    0 as occurred_microsecond,
    occurred_at
from unioned
