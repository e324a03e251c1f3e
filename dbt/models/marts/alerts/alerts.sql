with

placed as (

    select * from {{ ref('placed_alerts') }}

),

case_events as (

    select * from {{ ref('int_case_events') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

grammar as (

    select * from {{ ref('sla_clocks') }}

),

-- What an alert about an action asks money for, and how much: approvals name it so.
asked_for as (

    select
        actions.source,
        actions.action_id,
        governed.subject as money_for,
        cast(actions.amount_usd as decimal(18, 2)) as amount_usd
    from {{ ref('stg_platform__action_logs') }} as actions
    inner join {{ ref('governed_actions') }} as governed on actions.action_type = governed.action_type
    where actions.amount_usd is not null

),

replies as (

    select
        case_key,
        occurred_second
    from case_events
    where kind = 'public_reply' and actor_kind = 'agent'

),

-- Answered is what somebody on our side has told the customer something after.
answered as (

    select
        placed.source,
        placed.rule_id,
        placed.subject,
        placed.case_id,
        placed.event_part,
        min(replies.occurred_second) as answered_second
    from placed
    inner join replies on placed.case_key = replies.case_key and placed.began_second < replies.occurred_second
    group by placed.source, placed.rule_id, placed.subject, placed.case_id, placed.event_part

)

select
    placed.source,
    placed.source || ':' || placed.rule_id || ':' || coalesce(placed.case_id || '/', '')
    || case when placed.case_id is null or placed.kind = 'reflex' then placed.subject || '/' else '' end
    || placed.event_part as alert_key,
    placed.rule_id,
    placed.kind,
    placed.rule_label,
    placed.told_of,
    placed.severity,
    case placed.severity when 'critical' then 'P0' when 'high' then 'P1' when 'medium' then 'P2' else 'P3' end
        as alert_priority,
    placed.subject,
    case
        when placed.subject = placed.told_tenant_id then coalesce(tenants.tenant_name, placed.subject)
        when placed.kind = 'reflex' and placed.subject = 'global' then 'all accounts'
        else coalesce(grammar.label, placed.subject)
    end as about,
    placed.told_tenant_id as tenant_id,
    tenants.tenant_name,
    tenants.arr_usd,
    placed.case_id,
    placed.customer_id,
    placed.component,
    placed.group_name,
    placed.priority as case_priority,
    placed.state as case_state,
    placed.evidence,
    placed.measured_value,
    placed.threshold,
    placed.n,
    asked_for.money_for,
    asked_for.amount_usd,
    placed.began_at,
    placed.ended_at,
    -- What happened to a case is settled with the case, what happened to anything else when it is over.
    case when placed.case_id is not null then placed.is_case_open else placed.ended_at is null end as is_open,
    {{ instant('answered.answered_second') }} as answered_at
from placed
left join answered
    on
        placed.source = answered.source
        and placed.rule_id = answered.rule_id
        and placed.subject = answered.subject
        and placed.case_id = answered.case_id
        and placed.event_part = answered.event_part
left join asked_for
    on placed.kind = 'reflex' and placed.source = asked_for.source and placed.subject = asked_for.action_id
left join grammar on placed.subject = grammar.clock
left join tenants on placed.told_tenant_id = tenants.tenant_id
