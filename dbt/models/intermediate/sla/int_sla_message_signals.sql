with

events as (

    select * from {{ ref('int_case_events_to_compute') }}

),

spells as (

    select * from {{ ref('int_case_state_spells_to_compute') }}

),

openings as (

    select * from {{ ref('int_sla_opening_signals') }}

),

replies as (

    select
        case_key,
        'public_reply' as signal,
        occurred_second,
        moment
    from events
    where kind = 'public_reply'

),

-- Where our side opened the case, what it wrote before the customer asked was no reply.
first_replies as (

    select
        replies.case_key,
        min(replies.moment) as first_reply_moment
    from replies
    inner join openings on replies.case_key = openings.case_key
    where
        openings.signal = 'opened_publicly'
        and replies.moment > openings.moment
    group by replies.case_key

),

messages as (

    select
        events.case_key,
        events.occurred_second,
        events.moment
    from events
    inner join first_replies on events.case_key = first_replies.case_key
    where
        events.kind = 'customer_message'
        and events.moment > first_replies.first_reply_moment

),

-- From the first Resolved or Closed to the reopening, if there was one.
ended_periods as (

    select
        case_key,
        moment as ended_moment,
        lead(entered_second) over (partition by case_key order by spell_number) as reopened_second,
        lead(moment) over (partition by case_key order by spell_number) as reopened_moment,
        state in ('Resolved', 'Closed') as is_ended
    from spells
    where (state in ('Resolved', 'Closed')) <> coalesce(state_before in ('Resolved', 'Closed'), false)

),

-- What a customer says once the case has ended ("thank you") asks for nothing, unless the case is reopened.
asked as (

    select
        messages.case_key,
        'message_after_reply' as signal,
        coalesce(ended_periods.reopened_second, messages.occurred_second) as occurred_second,
        coalesce(ended_periods.reopened_moment, messages.moment) as moment
    from messages
    left join ended_periods
        on
            messages.case_key = ended_periods.case_key
            and ended_periods.is_ended
            and messages.moment > ended_periods.ended_moment
            and messages.occurred_second < coalesce(ended_periods.reopened_second, cast(253402300800 as bigint))
    where ended_periods.case_key is null or ended_periods.reopened_second is not null

),

unioned as (

    select * from replies
    union all
    select * from asked

)

select * from unioned
