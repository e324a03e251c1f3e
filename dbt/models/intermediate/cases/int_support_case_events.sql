with

changes as (

    select * from {{ ref('int_support_changes') }}

),

interactions as (

    select * from {{ ref('stg_support__case_interactions') }}

),

escalations as (

    select * from {{ ref('stg_support__escalations') }}

),

-- Only what a person on our side sends publicly is a reply; a bot's message and an internal note are none.
messages as (

    select
        source,
        case_id,
        case
            when author_kind = 'customer' and is_public then 'customer_message'
            when author_kind in ('bot', 'system') or kind = 'automation_step' then 'automation_step'
            when author_kind = 'agent' and is_public and kind = 'message' then 'public_reply'
            else 'internal_note'
        end as kind,
        channel as value,
        author_id as actor_id,
        author_kind as actor_kind,
        null as source_order,
        0 as rank_within_kind,
        occurred_microsecond,
        occurred_at
    from interactions

),

escalated as (

    select
        source,
        case_id,
        'escalated' as kind,
        kind as value,
        escalated_by as actor_id,
        null as actor_kind,
        null as source_order,
        0 as rank_within_kind,
        escalated_microsecond as occurred_microsecond,
        escalated_at as occurred_at
    from escalations

),

de_escalated as (

    select
        source,
        case_id,
        'de_escalated' as kind,
        kind as value,
        null as actor_id,
        null as actor_kind,
        null as source_order,
        0 as rank_within_kind,
        0 as occurred_microsecond,
        ended_at as occurred_at
    from escalations
    where ended_at is not null

),

unioned as (

    select * from changes
    union all
    select * from messages
    union all
    select * from escalated
    union all
    select * from de_escalated

)

select * from unioned
