with

clocks as (

    select * from {{ ref('at_risk_clocks') }}

),

rules as (

    select * from {{ ref('alert_rules') }}

),

grammar as (

    select * from {{ ref('sla_clocks') }}

)

-- Asked anew at each release: it holds now, and whether it held before the release does not know.
select
    clocks.source,
    rules.rule_id,
    clocks.tenant_id,
    clocks.clock as subject,
    clocks.case_id,
    clocks.clock || '/' || cast(clocks.window_number as varchar) as event_part,
    {{ severity_of('clocks.priority') }} as severity,
    clocks.breach_probability as measured_value,
    rules.threshold,
    cast(clocks.similar_count as bigint) as n,
    grammar.label || ': ' || cast(cast(round(100 * clocks.used_share) as bigint) as varchar) || ' % of target used; '
    || cast(cast(round(100 * clocks.breach_probability) as bigint) as varchar) || ' % of '
    || cast(clocks.similar_count as varchar) || ' similar clocks breached' as evidence,
    clocks.as_of as began_at,
    cast(null as timestamptz) as ended_at
from clocks
inner join grammar on clocks.clock = grammar.clock
cross join rules
where
    rules.kind = 'sla_at_risk'
    and rules.is_enabled
    and clocks.status = 'running'
    and clocks.breach_probability >= rules.threshold
    and clocks.similar_count >= rules.fewest
