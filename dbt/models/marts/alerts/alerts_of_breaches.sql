with

clocks as (

    select * from {{ ref('sla_clock_windows') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

rules as (

    select * from {{ ref('alert_rules') }}

),

grammar as (

    select * from {{ ref('sla_clocks') }}

)

-- Told once for a window of a clock: a breach stays one.
select
    clocks.source,
    rules.rule_id,
    clocks.tenant_id,
    clocks.clock as subject,
    clocks.case_id,
    clocks.clock || '/' || cast(clocks.window_number as varchar) as event_part,
    {{ severity_of('clocks.priority') }} as severity,
    cast(clocks.elapsed_seconds as double) / nullif(clocks.target_seconds, 0) as measured_value,
    cast(1 as double) as threshold,
    cast(1 as bigint) as n,
    grammar.label || ' took ' || {{ seconds_in_words('clocks.elapsed_seconds') }} || ' of '
    || {{ seconds_in_words('clocks.target_seconds') }} || ' promised' as evidence,
    clocks.breached_at as began_at,
    case when clocks.stopped_at <= sources.as_of then greatest(clocks.stopped_at, clocks.breached_at) end as ended_at
from clocks
inner join sources on clocks.source = sources.source
inner join grammar on clocks.clock = grammar.clock
cross join rules
where
    rules.kind = 'sla_breach'
    and rules.is_enabled
    and clocks.is_breached
    and {{ epoch_seconds('clocks.breached_at') }} > sources.as_of_second - {{ alert_setting('history_days') * 86400 }}
