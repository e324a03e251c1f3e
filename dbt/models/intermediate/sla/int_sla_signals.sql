with

events as (

    select * from {{ ref('int_case_events') }}

),

opening_signals as (

    select * from {{ ref('int_sla_opening_signals') }}

),

state_signals as (

    select * from {{ ref('int_sla_state_signals') }}

),

messages as (

    select
        case_key,
        kind as signal,
        occurred_second,
        order_within_second
    from events
    where kind in ('public_reply', 'customer_message')

),

escalations as (

    select
        case_key,
        case when kind = 'escalated' then concat('escalated:', value) else kind end as signal,
        occurred_second,
        order_within_second
    from events
    where kind in ('escalated', 'de_escalated')

),

unioned as (

    select * from opening_signals
    union all
    select * from state_signals
    union all
    select * from messages
    union all
    select * from escalations

)

select * from unioned
