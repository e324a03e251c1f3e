with

moments as (

    select * from {{ ref('segment_moments') }}

),

customer_cases as (

    select * from {{ ref('cases') }}

),

clocks as (

    select * from {{ ref('sla_clock_windows') }}

),

breaches as (

    select
        source,
        case_id,
        min(breached_at) as first_breached_at
    from clocks
    where breached_at is not null
    group by source, case_id

),

-- Customers are the same in every source, so that cases of a desk meet customers of the platform.
known as (

    select
        customer_cases.customer_id,
        customer_cases.opened_at,
        customer_cases.resolved_at,
        breaches.first_breached_at
    from customer_cases
    left join breaches on customer_cases.source = breaches.source and customer_cases.case_id = breaches.case_id
    where customer_cases.customer_id is not null and not customer_cases.is_removed

)

select
    moments.source,
    moments.weeks_ago,
    known.customer_id,
    count(case when known.opened_at >= moments.quarter_before then 1 end) as cases_90_days,
    count(case when known.resolved_at is null or known.resolved_at > moments.moment then 1 end) as open_cases,
    count(
        case
            when known.first_breached_at >= moments.quarter_before and known.first_breached_at <= moments.moment
                then 1
        end
    ) as breached_cases_90_days,
    cast(max(known.opened_at) as date) as last_case_on
from moments
inner join known on moments.moment >= known.opened_at
group by moments.source, moments.weeks_ago, known.customer_id
