with

interactions as (

    select * from {{ ref('stg_support__case_interactions') }}

),

rates as (

    select * from {{ ref('cost_rates') }}

),

handling_by_month as (

    select
        source,
        tenant_id,
        cast({{ dbt.date_trunc('month', 'occurred_at') }} as date) as handling_month,
        sum(handling_seconds) as handling_seconds
    from interactions
    where handling_seconds is not null
    group by source, tenant_id, cast({{ dbt.date_trunc('month', 'occurred_at') }} as date)

),

costed as (

    select
        handling_by_month.source,
        handling_by_month.tenant_id,
        handling_by_month.handling_month,
        cast(handling_by_month.handling_seconds as bigint) as handling_seconds,
        cast(round(handling_by_month.handling_seconds * rates.amount_usd / 3600, 2) as decimal(18, 2))
            as handling_cost_usd
    from handling_by_month
    inner join rates on rates.rate = 'agent_hour'

)

select * from costed
