with

events as (

    select * from {{ ref('int_case_events_to_compute') }}

),

openings as (

    select
        case_key,
        'created' as signal,
        occurred_second,
        moment
    from events
    where kind in ('created', 'created_privately')

),

-- Where our side opened the case, the customer first asked with their first public message.
private_cases as (

    select case_key from events
    where kind = 'created_privately'

),

messages_on_private_cases as (

    select
        events.case_key,
        events.occurred_second,
        events.moment,
        row_number() over (
            partition by events.case_key
            order by events.moment
        ) as message_number
    from events
    inner join private_cases on events.case_key = private_cases.case_key
    where events.kind = 'customer_message'

),

public_openings as (

    select
        case_key,
        'opened_publicly' as signal,
        occurred_second,
        moment
    from events
    where kind = 'created'

    union all

    select
        case_key,
        'opened_publicly' as signal,
        occurred_second,
        moment
    from messages_on_private_cases
    where message_number = 1

),

unioned as (

    select * from openings
    union all
    select * from public_openings

)

select * from unioned
