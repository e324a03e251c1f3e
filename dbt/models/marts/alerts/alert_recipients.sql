with

alerts as (

    select * from {{ ref('alerts') }}

),

tells as (

    select * from {{ ref('alert_tells') }}

),

-- Names that people wrote down win.
named_owners as (

    select * from {{ ref('alert_owners') }}

),

ownerships as (

    select * from {{ ref('int_component_ownerships') }}

),

escalations as (

    select * from {{ ref('stg_support__escalations') }}

),

-- On call is the team last called.
on_call as (

    select
        source,
        max_by(to_team, escalated_at) as team
    from escalations
    where kind = 'sre' and to_team is not null
    group by source

),

owners as (

    select
        source,
        component,
        team,
        escalation_channel
    from ownerships
    where valid_to is null

),

-- No table names a customer success manager: the team that the tenant's escalations go to by default stands for it.
account_teams as (

    select
        tenant_id,
        min(escalation_team) as team
    from {{ ref('stg_platform__tenants') }}
    group by tenant_id

),

named as (

    select
        alerts.source,
        alerts.alert_key,
        alerts.severity,
        tells.recipient_kind,
        tells.reason,
        coalesce(
            of_this.recipient,
            of_all.recipient,
            case tells.recipient_kind
                when 'on-call' then coalesce(on_call.team, 'on-call')
                when 'component owner' then owners.team
                when 'account team' then coalesce(account_teams.team, 'account team')
                when 'finance' then 'finance'
                else coalesce(alerts.group_name, account_teams.team, 'support')
            end
        ) as recipient,
        case when tells.recipient_kind = 'component owner' then owners.escalation_channel end as escalation_channel
    from alerts
    inner join tells
        on
            alerts.told_of = tells.told_of
            and {{ severity_rank('alerts.severity') }} <= {{ severity_rank('tells.least_severity') }}
    left join on_call on alerts.source = on_call.source
    left join owners on alerts.source = owners.source and alerts.component = owners.component
    left join account_teams on alerts.tenant_id = account_teams.tenant_id
    left join named_owners as of_this
        on
            tells.recipient_kind = of_this.recipient_kind
            and case tells.recipient_kind
                when 'account team' then alerts.tenant_id when 'desk' then alerts.group_name else alerts.component
            end = of_this.key
    left join named_owners as of_all on tells.recipient_kind = of_all.recipient_kind and of_all.key = '*'

)

-- Where nobody owns the component, the desk is told that.
select
    source,
    alert_key,
    coalesce(recipient, 'support') as recipient,
    min(case when recipient is null then 'desk' else recipient_kind end) as recipient_kind,
    string_agg(
        case when recipient is null then 'Nobody is known to own the component.' else reason end, ' '
        order by recipient_kind
    ) as reason,
    min(escalation_channel) as escalation_channel
from named
group by source, alert_key, coalesce(recipient, 'support')
