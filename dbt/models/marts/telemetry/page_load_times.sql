with

loads as (

    select * from {{ ref('int_page_loads') }}

),

placed as (

    select
        source,
        page,
        browser,
        load_time_ms,
        row_number() over (partition by source, page, browser order by load_time_ms) as place,
        count(*) over (partition by source, page, browser) as load_count
    from loads

),

-- The interval of a median lies between two of the values themselves: those 0.98 × √n places below and above it.
summed as (

    select
        source,
        page,
        browser,
        max(load_count) as load_count,
        percentile_cont(0.5) within group (order by load_time_ms) as median_ms,
        max(case when place <= greatest(1, floor(load_count / 2.0 - 0.98 * sqrt(load_count))) then load_time_ms end)
            as median_low_ms,
        min(
            case
                when place >= least(load_count, ceil(load_count / 2.0 + 1 + 0.98 * sqrt(load_count)))
                    then load_time_ms
            end
        ) as median_high_ms,
        percentile_cont(0.95) within group (order by load_time_ms) as p95_ms,
        -- 2.5 seconds are what web vitals call good.
        count(case when load_time_ms > 2500 then 1 end) as slow_count
    from placed
    group by source, page, browser

),

elsewhere as (

    select
        summed.source,
        summed.page,
        summed.browser,
        count(*) as load_count_elsewhere,
        percentile_cont(0.5) within group (order by loads.load_time_ms) as median_elsewhere_ms
    from summed
    inner join loads
        on summed.source = loads.source and summed.page = loads.page and summed.browser <> loads.browser
    group by summed.source, summed.page, summed.browser

)

select
    summed.*,
    cast(summed.slow_count as double) / summed.load_count as slow_rate,
    {{ wilson_bound('summed.slow_count', 'summed.load_count', '-') }} as slow_rate_low,
    {{ wilson_bound('summed.slow_count', 'summed.load_count', '+') }} as slow_rate_high,
    coalesce(elsewhere.load_count_elsewhere, 0) as load_count_elsewhere,
    elsewhere.median_elsewhere_ms,
    summed.median_ms / nullif(elsewhere.median_elsewhere_ms, 0) as slowdown,
    coalesce(summed.load_count >= 30 and summed.median_low_ms > 1.5 * elsewhere.median_elsewhere_ms, false)
        as is_slow_here
from summed
left join elsewhere
    on summed.source = elsewhere.source and summed.page = elsewhere.page and summed.browser = elsewhere.browser
