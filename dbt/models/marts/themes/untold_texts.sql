with

feedback as (

    select * from {{ ref('customer_feedback') }}

),

event_topics as (

    select * from {{ ref('event_topics') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- What the second stage found is a guess, and a new subject may be what it mistakes.
explained as (

    select distinct
        source,
        event_id
    from event_topics
    where is_given or stage = 'alias'

),

dated as (

    select
        feedback.source,
        feedback.event_id,
        feedback.customer_id,
        feedback.summary,
        feedback.occurred_on as said_on,
        cast(sources.as_of as date) as as_of_date
    from feedback
    inner join sources on feedback.source = sources.source
    left join explained on feedback.source = explained.source and feedback.event_id = explained.event_id
    where explained.event_id is null and feedback.summary is not null and feedback.occurred_on is not null

)

-- Four weeks, and the half year before them.
select
    source,
    event_id,
    customer_id,
    summary,
    {{ dbt.datediff('said_on', 'as_of_date', 'day') }} as age_days
from dated
where said_on > as_of_date - interval 210 day
