with

operators as (

    select * from {{ ref('stg_platform__platform_team') }}

),

entries as (

    select * from {{ ref('int_audit_entries') }}
    where is_by_operator

),

levels as (

    select * from {{ ref('access_levels') }}

),

judged as (

    select
        entries.source,
        entries.actor_id as operator_id,
        entries.tenant_id,
        entries.action,
        entries.action_kind,
        entries.occurred_at,
        coalesce(entries.occurred_at > operators.left_at, false) as is_after_leaving,
        coalesce(needed.reach > held.reach, false) as is_beyond_access
    from entries
    inner join operators on entries.source = operators.source and entries.actor_id = operators.operator_id
    left join levels as held on operators.access_level = held.access_level
    left join levels as needed on entries.least_access = needed.access_level

),

counted as (

    select
        source,
        operator_id,
        count(*) as action_count,
        count(distinct tenant_id) as tenant_count,
        count(case when action_kind = 'data leaving' then 1 end) as export_count,
        count(case when action_kind in ('configuration', 'keys', 'people', 'billing') then 1 end) as change_count,
        count(case when is_after_leaving then 1 end) as after_leaving_count,
        count(case when is_beyond_access then 1 end) as beyond_access_count,
        min(case when is_after_leaving then occurred_at end) as first_after_leaving_at,
        min(case when is_beyond_access then occurred_at end) as first_beyond_access_at,
        max(occurred_at) as last_action_at
    from judged
    group by source, operator_id

)

select
    operators.source,
    operators.operator_id,
    operators.email,
    operators.access_level,
    operators.status,
    operators.left_at,
    coalesce(counted.action_count, 0) as action_count,
    coalesce(counted.tenant_count, 0) as tenant_count,
    coalesce(counted.export_count, 0) as export_count,
    coalesce(counted.change_count, 0) as change_count,
    coalesce(counted.after_leaving_count, 0) as after_leaving_count,
    coalesce(counted.beyond_access_count, 0) as beyond_access_count,
    counted.first_after_leaving_at,
    counted.first_beyond_access_at,
    counted.last_action_at
from operators
left join counted on operators.source = counted.source and operators.operator_id = counted.operator_id
