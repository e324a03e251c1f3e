with

feedback as (

    select * from {{ ref('customer_feedback') }}

),

case_events as (

    select * from {{ ref('case_events') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

-- Steps of a journey are states of a case, or kinds of event of a customer.
moves as (

    select
        source,
        'case' as who_kind,
        case_id as who_id,
        value as step,
        occurred_at
    from case_events
    where kind = 'state_changed'

    union all

    select
        source,
        'customer' as who_kind,
        customer_id as who_id,
        event_type as step,
        occurred_at
    from feedback
    where customer_id is not null and occurred_at is not null

)

-- Journeys are defined by a platform, and taken in its own rows and in those of the desks beside it.
select
    platforms.platform_source as source,
    moves.who_kind,
    moves.source as who_source,
    moves.who_id,
    moves.step,
    moves.occurred_at
from moves
inner join platforms on moves.source = platforms.source
