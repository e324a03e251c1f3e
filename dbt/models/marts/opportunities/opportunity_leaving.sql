with

subjects as (

    select * from {{ ref('opportunity_subjects') }}

),

opportunity_cases as (

    select * from {{ ref('opportunity_cases') }}

),

customers as (

    select * from {{ ref('stg_platform__customers') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

days as (

    select
        source,
        {{ dbt.dateadd('day', -opportunity_setting('horizon_days'), 'as_of') }} as looked_at,
        cast(as_of as date) as as_of_on
    from sources

),

-- Who is there on one day, so that nobody is counted as untouched for having left before there was time to be touched.
present as (

    select
        customers.source,
        customers.customer_id,
        coalesce(customers.churned_on <= days.as_of_on, false) as has_left
    from customers
    inner join days on customers.source = days.source
    where
        (customers.created_at is null or customers.created_at <= days.looked_at)
        and (customers.churned_on is null or customers.churned_on > cast(days.looked_at as date))

),

totals as (

    select
        source,
        count(*) as customer_count,
        count(case when has_left then 1 end) as left_count
    from present
    group by source

),

touched as (

    select
        cases.source,
        cases.opportunity_key,
        count(distinct cases.customer_id) as touched_count,
        count(distinct case when present.has_left then cases.customer_id end) as touched_left_count
    from opportunity_cases as cases
    inner join days on cases.source = days.source
    inner join present on cases.source = present.source and cases.customer_id = present.customer_id
    where cases.opened_at <= days.looked_at
    group by cases.source, cases.opportunity_key

),

counted as (

    select
        subjects.source,
        subjects.opportunity_key,
        coalesce(touched.touched_count, 0) as touched_count,
        coalesce(touched.touched_left_count, 0) as touched_left_count,
        coalesce(totals.customer_count, 0) - coalesce(touched.touched_count, 0) as untouched_count,
        coalesce(totals.left_count, 0) - coalesce(touched.touched_left_count, 0) as untouched_left_count
    from subjects
    left join totals on subjects.source = totals.source
    left join touched
        on subjects.source = touched.source and subjects.opportunity_key = touched.opportunity_key

),

rates as (

    select
        *,
        cast(touched_left_count as double) / nullif(touched_count, 0) as touched_rate,
        {{ wilson_bound('touched_left_count', 'touched_count', '-') }} as touched_rate_low,
        {{ wilson_bound('touched_left_count', 'touched_count', '+') }} as touched_rate_high,
        cast(untouched_left_count as double) / nullif(untouched_count, 0) as untouched_rate,
        {{ wilson_bound('untouched_left_count', 'untouched_count', '-') }} as untouched_rate_low,
        {{ wilson_bound('untouched_left_count', 'untouched_count', '+') }} as untouched_rate_high
    from counted

)

select
    *,
    touched_rate - untouched_rate as leaving_difference,
    {{ difference_bound('touched', 'untouched', '-') }} as leaving_difference_low,
    {{ difference_bound('touched', 'untouched', '+') }} as leaving_difference_high
from rates
