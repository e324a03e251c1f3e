with

suggestions as (

    select * from {{ ref('stg_platform__next_best_actions') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

-- As of the moment that is looked at: what is decided later is open still.
visible as (

    select
        suggestions.source,
        suggestions.tenant_id,
        tenants.tenant_name,
        suggestions.entity_id,
        suggestions.suggestion,
        suggestions.impact,
        suggestions.confidence,
        case
            when suggestions.decided_at > sources.as_of then 'open'
            else coalesce(suggestions.decision, 'not told')
        end as decision,
        suggestions.suggested_at,
        case when suggestions.decided_at <= sources.as_of then suggestions.decided_at end as decided_at
    from suggestions
    inner join sources on suggestions.source = sources.source
    left join tenants on suggestions.tenant_id = tenants.tenant_id
    where suggestions.suggested_at is null or suggestions.suggested_at <= sources.as_of

),

timed as (

    select
        *,
        decision in ('accepted', 'rejected') as is_decided,
        decision = 'accepted' as is_accepted,
        ({{ epoch_seconds('decided_at') }} - {{ epoch_seconds('suggested_at') }}) / 3600.0 as hours_to_decide
    from visible

)

select
    source,
    tenant_id,
    tenant_name,
    entity_id,
    suggestion,
    impact,
    confidence,
    decision,
    is_decided,
    is_accepted,
    cast(hours_to_decide as double) as hours_to_decide,
    suggested_at,
    decided_at
from timed
