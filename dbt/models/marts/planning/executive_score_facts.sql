with

cases as (

    select * from {{ ref('cases') }}

),

clocks as (

    select * from {{ ref('sla_clock_windows') }}

),

invoices as (

    select * from {{ ref('invoices') }}

),

orders as (

    select * from {{ ref('supply_orders') }}

),

feedback as (

    select * from {{ ref('customer_feedback') }}

),

sync_runs as (

    select * from {{ ref('int_sync_runs') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

-- One select per input of seeds/executive_score_definitions.csv: what counts, and what is good, by day.
facts as (

    select
        source,
        'csat' as input,
        cast(survey_answered_at as date) as fact_date,
        csat_score >= 4 as is_good
    from cases
    where csat_score is not null

    union all

    select
        source,
        'sla_attainment' as input,
        cast(decided_at as date) as fact_date,
        status = 'met' as is_good
    from clocks
    where clock = 'first_response' and status in ('met', 'breached')

    union all

    select
        source,
        'paid_on_time' as input,
        due_on as fact_date,
        coalesce(paid_on <= due_on, false) as is_good
    from invoices
    where status not in ('Draft', 'Void')

    union all

    select
        source,
        'supply_on_time' as input,
        promised_on as fact_date,
        not is_late as is_good
    from orders
    where is_judged

    union all

    select
        source,
        'product_csat' as input,
        occurred_on as fact_date,
        csat_score >= 4 as is_good
    from feedback
    where csat_score is not null and case_id is null

    union all

    select
        source,
        'syncs_succeeded' as input,
        cast(ended_at as date) as fact_date,
        outcome = 'success' as is_good
    from sync_runs
    where is_finished

)

select
    platforms.platform_source as source,
    facts.input,
    facts.fact_date,
    count(*) as fact_count,
    count(case when facts.is_good then 1 end) as good_count
from facts
inner join platforms on facts.source = platforms.source
where facts.fact_date is not null
group by platforms.platform_source, facts.input, facts.fact_date
