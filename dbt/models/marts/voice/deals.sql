with

deals as (

    select * from {{ ref('stg_platform__win_loss_analytics') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

sources as (

    select * from {{ ref('int_sources') }}

)

select
    deals.source,
    deals.deal_id,
    deals.tenant_id,
    tenants.tenant_name,
    coalesce(deals.segment, tenants.segment) as segment,
    deals.outcome = 'WON' as is_won,
    -- Nobody is written as a word, or as nothing.
    case when lower(deals.competitor) = 'none' then null else deals.competitor end as competitor,
    deals.reason_category,
    deals.sentiment,
    deals.amount_usd,
    deals.closed_on
from deals
inner join sources on deals.source = sources.source
left join tenants on deals.tenant_id = tenants.tenant_id
where deals.closed_on is null or deals.closed_on <= cast(sources.as_of as date)
