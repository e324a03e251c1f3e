with

cases as (

    select * from {{ ref('cases') }}

),

case_events as (

    select * from {{ ref('case_events') }}

),

-- What a path is made of: states that a case enters, and moments at which the customer hears of us or is heard.
marks as (

    select
        source,
        case_id,
        cast(0 as bigint) as place,
        opened_at as occurred_at,
        'Opened: ' || coalesce(channel, 'channel not known') as touchpoint,
        cast(null as varchar) as state
    from cases

    union all

    select
        source,
        case_id,
        order_in_case as place,
        occurred_at,
        case kind
            when 'public_reply' then 'Reply'
            when 'escalated' then 'Escalated'
            else value
        end as touchpoint,
        case when kind = 'state_changed' then value end as state
    from case_events
    where
        (kind = 'state_changed' and value <> 'New')
        or kind = 'escalated'
        or (kind = 'public_reply' and actor_kind = 'agent')

    union all

    -- An answer stands behind what happened in the same second.
    select
        source,
        case_id,
        cast(9223372036854775807 as bigint) as place,
        survey_answered_at as occurred_at,
        case when csat_score >= 4 then 'Rated 4–5' else 'Rated 1–3' end as touchpoint,
        cast(null as varchar) as state
    from cases
    where survey_answered_at is not null and csat_score is not null

)

select * from marks
