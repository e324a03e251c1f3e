{#- A customer's recommendation is about what their cases of so many weeks before it were about. -#}
{%- set days_before = 7 * (backlog_setting('gap_weeks') - 1) -%}

with

causes as (

    select * from {{ ref('case_root_causes') }}

),

cases as (

    select * from {{ ref('cases') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

nps_answers as (

    select * from {{ ref('nps_answers') }}

),

rated as (

    select
        causes.source,
        'csat' as kind,
        causes.case_id as answer_id,
        causes.item_key,
        causes.closed_week as week_start,
        cast(cases.csat_score as double) as score
    from causes
    inner join cases on causes.source = cases.source and causes.case_id = cases.case_id
    where cases.csat_score is not null

),

recommended as (

    select
        platforms.source,
        nps_answers.nps_event_id as answer_id,
        nps_answers.source as platform_source,
        nps_answers.customer_id,
        cast({{ dbt.date_trunc('week', 'nps_answers.answered_on') }} as date) as week_start,
        cast(case nps_answers.answer_group when 'promoter' then 100 when 'detractor' then -100 else 0 end as double)
            as score
    from nps_answers
    inner join platforms on nps_answers.source = platforms.platform_source
    where nps_answers.is_answered and nps_answers.answer_group is not null

),

customers_items as (

    select distinct
        causes.source,
        cases.customer_id,
        causes.item_key,
        causes.closed_week
    from causes
    inner join cases on causes.source = cases.source and causes.case_id = cases.case_id
    where cases.customer_id is not null and causes.item_key is not null

)

select
    source,
    kind,
    answer_id,
    item_key,
    week_start,
    score
from rated

union all

select distinct
    recommended.source,
    'nps' as kind,
    recommended.answer_id,
    customers_items.item_key,
    recommended.week_start,
    recommended.score
from recommended
left join customers_items
    on
        recommended.source = customers_items.source
        and recommended.customer_id = customers_items.customer_id
        and recommended.week_start >= customers_items.closed_week
        and customers_items.closed_week >= {{ dbt.dateadd('day', -days_before, 'recommended.week_start') }}
