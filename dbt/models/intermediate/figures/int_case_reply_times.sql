with

turns as (

    select * from {{ ref('int_case_turns') }}

),

counting_spells as (

    select * from {{ ref('int_case_counting_spells') }}

),

pieces as (

    select * from {{ ref('int_calendar_pieces') }}

),

read_off as (

    select
        turns.case_key,
        turns.asks,
        turns.answers,
        turns.hands_off,
        {{ case_seconds_at('spell', 'turns.occurred_second') }} as case_seconds,
        {{ case_business_seconds_at('spell', 'turns.occurred_second', 'piece') }} as case_business_seconds
    from turns
    {{ join_counting_spell('counting_spells', 'spell', 'turns.case_key', 'turns.occurred_second') }}
    {{ sla_join_piece('pieces', 'piece', 'spell.calendar_key', 'turns.occurred_second') }}
    where turns.asks or turns.answers or turns.hands_off

),

summed as (

    select
        case_key,
        count(case when asks then 1 end) as asking_count,
        count(case when answers then 1 end) as answer_count,
        count(case when hands_off then 1 end) as handoff_count,
        min(case when answers then case_seconds end) - min(case when asks then case_seconds end)
            as first_reply_seconds,
        min(case when answers then case_business_seconds end) - min(case when asks then case_business_seconds end)
            as first_reply_business_seconds,
        sum(case when answers then case_seconds when asks then -case_seconds end) as answered_less_asked_seconds,
        max(case when asks then case_seconds end) as last_asked_seconds
    from read_off
    group by case_key

)

-- What is asked and answered alternates: only the last question can be without an answer, and it does not count yet.
select
    case_key,
    handoff_count,
    first_reply_seconds,
    first_reply_business_seconds,
    case
        when answer_count > 0
            then cast(
                answered_less_asked_seconds + case when asking_count > answer_count then last_asked_seconds else 0 end
                as bigint
            )
    end as total_reply_seconds
from summed
