with

rules as (

    select * from {{ ref('alert_rules') }}

),

reflexes as (

    select * from {{ ref('int_reflex_conditions') }}

),

severities as (

    select * from {{ ref('alert_reflex_severities') }}

),

tells as (

    select distinct told_of from {{ ref('alert_tells') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- The rules of our own hold for every source; a reflex for the one that states it.
told as (

    select
        sources.source,
        rules.rule_id,
        'rule' as origin,
        rules.kind,
        rules.label,
        rules.meaning,
        rules.severity,
        rules.kind as told_of,
        rules.is_enabled as is_usable,
        case when not rules.is_enabled then 'switched off' end as not_usable_reason
    from rules
    cross join sources

    union all

    select
        reflexes.source,
        reflexes.reflex_id as rule_id,
        'reflex' as origin,
        'reflex' as kind,
        reflexes.reflex_name as label,
        reflexes.trigger_condition || ' → ' || reflexes.action_plan as meaning,
        severities.severity,
        coalesce(tells.told_of, 'other reflex') as told_of,
        reflexes.is_evaluated as is_usable,
        reflexes.not_evaluated_reason as not_usable_reason
    from reflexes
    left join severities on reflexes.signal = severities.signal
    left join tells on regexp_extract(reflexes.action_plan, '^[ ]*([a-z_]+)[(]', 1) = tells.told_of

)

select * from told
