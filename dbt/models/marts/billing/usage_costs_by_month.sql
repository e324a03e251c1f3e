with

usage_costs as (

    select * from {{ ref('usage_costs') }}

),

by_month as (

    select
        source,
        tenant_id,
        cast({{ dbt.date_trunc('month', 'usage_date') }} as date) as usage_month,
        driver_key,
        max(category) as category,
        max(unit_label) as unit_label,
        count(*) as usage_day_count,
        count(case when difference_usd <> 0 then 1 end) as differing_row_count,
        count(case when cost_usd is null then 1 end) as unpriced_row_count,
        cast(sum(quantity) as decimal(24, 3)) as quantity,
        cast(sum(cost_usd) as decimal(18, 2)) as cost_usd,
        cast(sum(reported_cost_usd) as decimal(18, 2)) as reported_cost_usd,
        cast(sum(difference_usd) as decimal(18, 2)) as difference_usd
    from usage_costs
    group by source, tenant_id, cast({{ dbt.date_trunc('month', 'usage_date') }} as date), driver_key

)

select * from by_month
