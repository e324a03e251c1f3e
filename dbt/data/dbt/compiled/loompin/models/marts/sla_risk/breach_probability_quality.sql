with

predictions as (

    select * from "warehouse"."marts"."sla_risk_predictions"

),

periods as (

    select * from "warehouse"."marts"."sla_risk_periods"

),

judged as (

    select
        source,
        clock,
        window_key,
        status,
        probability,
        base_rate,
        case when status = 'breached' then 1 when status = 'met' then 0 end as outcome
    from predictions
    where fit = 'judged'

),

scored as (

    select
        source,
        clock,
        count(outcome) as n,
        count(distinct case when outcome is not null then window_key end) as window_count,
        count(case when outcome is null then 1 end) as undecided_count,
        avg(case when outcome is not null then probability end) as predicted_rate,
        avg(cast(outcome as double)) as observed_rate,
        min(base_rate) as base_rate,
        avg((probability - outcome) * (probability - outcome)) as brier_score,
        avg((base_rate - outcome) * (base_rate - outcome)) as base_rate_brier_score
    from judged
    group by source, clock

),

with_skill as (

    select
        scored.*,
        case
            when scored.base_rate_brier_score > 0 then 1 - scored.brier_score / scored.base_rate_brier_score
        end as brier_skill_score,
        to_timestamp(periods.history_from_second) as fitted_from,
        to_timestamp(periods.held_out_from_second) as held_out_from,
        to_timestamp(periods.held_out_to_second) as held_out_to
    from scored
    inner join periods on scored.source = periods.source

)

select * from with_skill