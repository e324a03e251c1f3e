with

cases as (

    select * from {{ ref('int_cases') }}

),

linked_resources as (

    select * from {{ ref('stg_support__case_affected_resources') }}

),

incidents as (

    select * from {{ ref('stg_support__incidents') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

rules as (

    select * from {{ ref('alert_rules') }}

),

hits as (

    select
        'repeated_component' as rule_id,
        source,
        component as subject,
        opened_second as hit_second
    from cases
    where component is not null

    union all

    select
        'repeated_resource' as rule_id,
        source,
        resource_id as subject,
        {{ epoch_seconds('linked_at') }} as hit_second
    from linked_resources

    union all

    select
        'repeated_incident' as rule_id,
        source,
        component as subject,
        {{ epoch_seconds('started_at') }} as hit_second
    from incidents
    where component is not null

),

known as (

    select
        hits.source,
        hits.rule_id,
        hits.subject,
        hits.hit_second,
        rules.kind,
        rules.severity,
        rules.threshold,
        rules.fewest,
        rules.long_hours,
        sources.as_of_second,
        cast(rules.long_hours * 3600 as bigint) as window_seconds,
        cast(rules.long_hours * 3600 + {{ alert_setting('baseline_weeks') * 604800 }} as bigint) as baseline_seconds
    from hits
    inner join sources on hits.source = sources.source
    inner join rules on hits.rule_id = rules.rule_id and rules.is_enabled
    where hits.hit_second <= sources.as_of_second

),

counted as (

    select
        *,
        count(*) over (
            partition by source, rule_id, subject
            order by hit_second range between window_seconds preceding and current row
        ) as n,
        count(*) over (
            partition by source, rule_id, subject
            order by hit_second range between baseline_seconds preceding and window_seconds preceding
        ) * window_seconds / {{ alert_setting('baseline_weeks') * 604800 }}.0 as usual_n
    from known

)

select *
from counted
where
    n >= fewest
    and n >= coalesce(threshold, 0) * usual_n
