with

actions as (

    select * from {{ ref('agent_actions') }}

),

unified as (

    select * from {{ ref('stg_platform__unified_action_logs') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

visible_unified as (

    select unified.*
    from unified
    inner join sources on unified.source = sources.source
    where unified.started_at is null or unified.started_at <= sources.as_of

),

-- A source that has only one of the two logs has nothing to be compared.
compared_sources as (

    select distinct actions.source
    from actions
    inner join visible_unified on actions.source = visible_unified.source

),

side_by_side as (

    select
        coalesce(actions.source, visible_unified.source) as source,
        coalesce(actions.action_id, visible_unified.action_id) as action_id,
        coalesce(actions.tenant_id, visible_unified.tenant_id) as tenant_id,
        coalesce(actions.agent_id, visible_unified.agent_id) as agent_id,
        coalesce(actions.action_type, visible_unified.action_type) as action_type,
        actions.action_id is not null as is_in_action_logs,
        visible_unified.action_id is not null as is_in_unified,
        actions.status,
        visible_unified.status as unified_status,
        actions.duration_seconds,
        visible_unified.duration_seconds as unified_duration_seconds,
        coalesce(actions.started_at, visible_unified.started_at) as started_at
    from actions
    full join visible_unified
        on actions.source = visible_unified.source and actions.action_id = visible_unified.action_id

),

judged as (

    select
        *,
        case
            when not is_in_unified then 'only in action_logs'
            when not is_in_action_logs then 'only in unified_action_logs'
            when status <> unified_status then 'status differs'
            when coalesce(duration_seconds, -1) <> coalesce(unified_duration_seconds, -1) then 'duration differs'
            else 'same'
        end as verdict
    from side_by_side

)

select judged.*
from judged
inner join compared_sources on judged.source = compared_sources.source
