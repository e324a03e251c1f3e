with

feedback as (

    select * from {{ ref('customer_feedback') }}

),

case_events as (

    select * from {{ ref('case_events') }}

),

-- Steps of a journey are states of a case, or kinds of event of a customer.
moves as (

    select
        source,
        'case ' || case_id as who,
        value as step,
        occurred_at
    from case_events
    where kind = 'state_changed'

    union all

    select
        source,
        'customer ' || customer_id as who,
        event_type as step,
        occurred_at
    from feedback
    where customer_id is not null and occurred_at is not null

)

select * from moves
