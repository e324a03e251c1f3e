with

loads as (

    select * from {{ ref('int_page_loads') }}

),

-- Loads by day and browser, once as reported and once by what the browser says of itself.
counted as (

    select
        source,
        occurred_on,
        reported_browser as browser,
        1 as reported,
        0 as computed
    from loads
    where reported_browser is not null and browser_in_user_agent is not null

    union all

    select
        source,
        occurred_on,
        browser_in_user_agent as browser,
        0 as reported,
        1 as computed
    from loads
    where reported_browser is not null and browser_in_user_agent is not null

)

select
    source,
    cast(null as varchar) as tenant_id,
    'telemetry_events.browser, loads of the day' as measure,
    browser as entity_id,
    occurred_on as period_date,
    cast(sum(reported) as double) as reported_value,
    cast(sum(computed) as double) as computed_value,
    cast(0 as double) as tolerance
from counted
group by source, browser, occurred_on
