with

audit_logs as (

    select * from {{ ref('stg_platform__audit_logs') }}

),

actions as (

    select * from {{ ref('audit_actions') }}

),

operators as (

    select * from {{ ref('stg_platform__platform_team') }}

),

sources as (

    select * from {{ ref('int_sources') }}

)

select
    audit_logs.source,
    audit_logs.audit_id,
    audit_logs.tenant_id,
    audit_logs.actor_id,
    operators.operator_id is not null as is_by_operator,
    audit_logs.action,
    coalesce(actions.kind, 'other') as action_kind,
    actions.least_access,
    audit_logs.entity_type,
    audit_logs.sign_in_method,
    audit_logs.occurred_at,
    sources.as_of
from audit_logs
inner join sources on audit_logs.source = sources.source
left join actions on audit_logs.action = actions.action
left join operators on audit_logs.source = operators.source and audit_logs.actor_id = operators.operator_id
where audit_logs.occurred_at is null or audit_logs.occurred_at <= sources.as_of
