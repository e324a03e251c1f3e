with

events as (

    select * from {{ ref('int_case_events_to_compute') }}

),

opening_signals as (

    select * from {{ ref('int_sla_opening_signals') }}

),

state_signals as (

    select * from {{ ref('int_sla_state_signals') }}

),

message_signals as (

    select * from {{ ref('int_sla_message_signals') }}

),

-- An escalation that does not say where it went is one to engineering.
escalations as (

    select
        case_key,
        concat(kind, ':', coalesce(value, 'engineering')) as signal,
        occurred_second,
        moment
    from events
    where kind in ('escalated', 'de_escalated')

),

unioned as (

    select * from opening_signals
    union all
    select * from state_signals
    union all
    select * from message_signals
    union all
    select * from escalations

)

select * from unioned
