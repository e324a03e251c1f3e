{#-
    Burn rate: share of promises broken in a window over the share that the objective allows. An alert is given where it
    is at least the threshold over a long window and over one a twelfth as long, so that it is both grave and still going
    on (Beyer et al., The Site Reliability Workbook, ch. 5, "Multiwindow, Multi-Burn-Rate Alerts").
-#}
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

objectives as (

    select * from {{ ref('alert_objectives') }}

),

decided as (

    select
        clocks.source,
        clocks.clock,
        rules.rule_id,
        rules.threshold,
        rules.fewest,
        rules.severity,
        rules.long_hours,
        1 - objectives.objective as allowed_share,
        sources.as_of_second,
        cast(rules.long_hours * 3600 as bigint) as long_seconds,
        cast(rules.short_hours * 3600 as bigint) as short_seconds,
        {{ epoch_seconds('clocks.decided_at') }} as decided_second,
        case when clocks.status = 'breached' then 1 else 0 end as is_bad
    from clocks
    inner join sources on clocks.source = sources.source
    inner join objectives on clocks.clock = objectives.clock
    inner join rules on rules.kind = 'error_budget_burn' and rules.is_enabled
    where clocks.status in ('met', 'breached')

),

counted as (

    select
        *,
        sum(is_bad) over long_window as long_bad,
        count(*) over long_window as long_n,
        sum(is_bad) over short_window as short_bad,
        count(*) over short_window as short_n
    from decided
    window
        long_window as (
            partition by source, clock, rule_id
            order by decided_second range between long_seconds preceding and current row
        ),
        short_window as (
            partition by source, clock, rule_id
            order by decided_second range between short_seconds preceding and current row
        )

),

burning as (

    select
        *,
        long_bad / (long_n * allowed_share) as burn_rate
    from counted
    where
        is_bad = 1
        and long_bad >= fewest
        and long_bad >= threshold * allowed_share * long_n
        and short_bad >= threshold * allowed_share * short_n

)

select * from burning
