"""What the page on alerts reads besides metrics: lists, one select each."""

from __future__ import annotations

OPEN = """
    select alerts.alert_key, alert_priority, rule_label,
        case when alerts.case_id is not null
            then 'case?source=' || url_encode(alerts.source) || '&case_id=' || url_encode(alerts.case_id)
        end as link,
        about, tenant_name, component, evidence, began_at, answered_at is not null as is_answered,
        string_agg(recipient, ', ' order by recipient) as recipients,
        string_agg(distinct reason, ' ' order by reason) as reason
    from reporting.alerts as alerts
    left join reporting.alert_recipients as told on alerts.alert_key = told.alert_key
    where is_open
    group by all
    order by alert_priority, began_at desc, alerts.alert_key
"""

ALL = """
    select source, alert_key, rule_id, rule_label, severity, alert_priority, subject, about, tenant_id, tenant_name,
        case_id, component, evidence, measured_value, threshold, n, began_at, ended_at, is_open, answered_at
    from reporting.alerts
    order by began_at desc, alert_key
"""

RULES = """
    select rule_id, origin, label, meaning, severity, is_usable, not_usable_reason, alert_count, open_count,
        last_began_at
    from reporting.alert_rules
    order by is_usable, origin desc, alert_count desc, rule_id
"""

ACCOUNTS = """
    select tenant_name, arr_usd, customer_id, health_score, leaving_probability, at_risk_clock_count, suggestion,
        verdict, like_group, helped_n, helped_rate, others_n, others_rate, difference, difference_low,
        difference_high, acceptance_rate, decided_count, last_decision
    from reporting.account_actions
    order by suggestion is null, leaving_probability desc, arr_usd desc nulls last, customer_id
"""

EFFECTS = """
    select suggestion, health_group, helped_n, helped_rate, others_n, others_rate, difference, difference_low,
        difference_high, is_enough, decided_count, acceptance_rate
    from reporting.action_effects
    order by health_group <> 'all', difference_low desc nulls last, suggestion, health_group
"""

LABELS = "(select rule_id, min(label) as label from reporting.alert_rules group by rule_id)"
"""What people call a rule; reflexes are there once for each source."""

ESCALATIONS = f"""
    select case_id, case kind when 'sre' then 'people on call' else 'owners of the component' end as kind, to_team,
        component, coalesce(rules.label, reason) as reason, update_cadence_minutes, reminder_count, escalated_at,
        last_told_at
    from reporting.alert_escalations
    left join {LABELS} as rules on reason = rules.rule_id
    order by escalated_at desc, escalation_id
"""

DELIVERIES = f"""
    select coalesce(rules.label, deliveries.rule_id) as rule, coalesce(alerts.about, entity_id) as about,
        alerts.tenant_name, deliveries.case_id, deliveries.severity, occasion, recipient, channel, outcome,
        execution_time_ms, fired_at, delivered_at, deliveries.alert_key
    from reporting.alert_deliveries as deliveries
    left join reporting.alerts as alerts on deliveries.alert_key = alerts.alert_key
    left join {LABELS} as rules on deliveries.rule_id = rules.rule_id
    order by fired_at desc, message_id, deliveries.alert_key
"""
