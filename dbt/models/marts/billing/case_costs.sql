with

cases as (

    select * from {{ ref('cases') }}

),

usage_costs as (

    select * from {{ ref('case_usage_costs') }}

),

refunds as (

    select * from {{ ref('refunds') }}

),

rates as (

    select * from {{ ref('cost_rates') }}

),

platforms_with_refunds as (

    select distinct platforms.source
    from {{ ref('int_source_platforms') }} as platforms
    inner join refunds on platforms.platform_source = refunds.source

),

credits as (

    select
        case_source as source,
        case_id,
        cast(sum(amount_usd) as decimal(18, 2)) as credits_usd
    from refunds
    where case_id is not null
    group by case_source, case_id

),

costed as (

    select
        cases.source,
        cases.tenant_id,
        cases.case_id,
        cases.opened_at,
        cast(usage_costs.handling_seconds as double) / 60 as handling_minutes,
        cast(round(usage_costs.handling_seconds * rates.amount_usd / 3600, 2) as decimal(18, 2)) as handling_cost_usd,
        case when platforms_with_refunds.source is not null then coalesce(credits.credits_usd, 0) end as credits_usd,
        usage_costs.ai_cost_usd,
        usage_costs.infrastructure_cost_usd
    from cases
    inner join rates on rates.rate = 'agent_hour'
    left join usage_costs on cases.source = usage_costs.source and cases.case_id = usage_costs.case_id
    left join platforms_with_refunds on cases.source = platforms_with_refunds.source
    left join credits on cases.source = credits.source and cases.case_id = credits.case_id

)

-- What is not known adds nothing to the total, and says so beside it.
select
    source,
    tenant_id,
    case_id,
    opened_at,
    handling_minutes,
    handling_cost_usd,
    cast(credits_usd as decimal(18, 2)) as credits_usd,
    ai_cost_usd,
    infrastructure_cost_usd,
    cast(
        coalesce(handling_cost_usd, 0) + coalesce(credits_usd, 0) + coalesce(ai_cost_usd, 0)
        + coalesce(infrastructure_cost_usd, 0) as decimal(18, 2)
    ) as cost_usd,
    case when handling_minutes is null then 'no handling time recorded' else 'recorded time at the loaded rate' end
        as handling_basis,
    case
        when credits_usd is null then 'no refunds recorded'
        when credits_usd = 0 then 'no refund followed'
        else 'refunds of the tenant after it, before its next case'
    end as credits_basis,
    case
        when ai_cost_usd is null then 'no priced use in its months'
        else 'share of the tenant''s use, by handling time'
    end as usage_basis
from costed
