with

webhooks as (

    select * from {{ ref('stg_platform__webhooks') }}

),

event_types as (

    select * from {{ ref('int_webhook_event_types') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

summed as (

    select
        source,
        webhook_id,
        count(*) as event_type_count,
        count(case when is_emitted then 1 end) as emitted_type_count,
        {{ dbt.listagg('event_type', "', '", 'order by event_type') }} as event_types,
        {{ dbt.listagg('case when not is_emitted then event_type end', "', '", 'order by event_type') }}
            as event_types_never_emitted,
        cast(sum(recent_count) as bigint) as recent_count
    from event_types
    group by source, webhook_id

)

select
    webhooks.source,
    webhooks.tenant_id,
    coalesce(tenants.tenant_name, webhooks.tenant_id) as tenant_name,
    webhooks.webhook_id,
    webhooks.host,
    webhooks.status as reported_status,
    summed.event_types,
    summed.event_types_never_emitted,
    coalesce(summed.recent_count, 0) as recent_count,
    case
        when webhooks.status <> 'active' then 'inactive'
        when coalesce(summed.emitted_type_count, 0) = 0 then 'deaf'
        when summed.emitted_type_count < summed.event_type_count then 'partly deaf'
        when summed.recent_count = 0 then 'quiet'
        else 'hears'
    end as verdict,
    webhooks.created_at
from webhooks
left join summed on webhooks.source = summed.source and webhooks.webhook_id = summed.webhook_id
left join tenants on webhooks.tenant_id = tenants.tenant_id
