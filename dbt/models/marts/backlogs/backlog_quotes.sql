with

causes as (

    select * from {{ ref('case_root_causes') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

feedback as (

    select * from {{ ref('customer_feedback') }}

),

said as (

    select
        causes.source,
        causes.item_key,
        causes.closed_week as week_start,
        causes.tenant_id,
        causes.case_id,
        feedback.event_id,
        feedback.summary,
        feedback.sentiment_score,
        row_number() over (
            partition by causes.source, causes.case_id
            order by feedback.sentiment_score asc nulls last, feedback.event_id asc
        ) as place_in_case
    from causes
    inner join platforms on causes.source = platforms.source
    inner join feedback on platforms.platform_source = feedback.source and causes.case_id = feedback.case_id
    where causes.item_key is not null and feedback.summary is not null

),

by_account as (

    select
        *,
        row_number() over (
            partition by source, item_key, week_start, tenant_id
            order by sentiment_score asc nulls last, event_id asc
        ) as place_in_account
    from said
    where place_in_case = 1

),

-- Every account speaks before one speaks twice; the unhappiest first.
ranked as (

    select
        *,
        row_number() over (
            partition by source, item_key, week_start
            order by place_in_account asc, sentiment_score asc nulls last, event_id asc
        ) as place
    from by_account

)

select
    source,
    item_key,
    week_start,
    place,
    case_id,
    event_id,
    summary
from ranked
where place <= {{ backlog_setting('quotes') }}
