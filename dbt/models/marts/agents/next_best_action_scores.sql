with

suggestions as (

    select * from {{ ref('next_best_actions') }}

),

calibration as (

    select * from {{ ref('next_best_action_calibration') }}

),

scored as (

    select
        source,
        count(*) as decided_count,
        avg(case when is_accepted then 1.0 else 0.0 end) as acceptance_rate,
        avg(confidence) as mean_confidence,
        avg(power(confidence - case when is_accepted then 1.0 else 0.0 end, 2)) as brier_score
    from suggestions
    where is_decided
    group by source

),

off_by as (

    select
        source,
        sum(decided_count * abs(mean_confidence - acceptance_rate)) / sum(decided_count) as calibration_error
    from calibration
    group by source

)

-- Who always says the accepted share scores p (1 - p): below that a confidence tells something, above it misleads.
select
    scored.source,
    scored.decided_count,
    cast(scored.acceptance_rate as double) as acceptance_rate,
    scored.mean_confidence,
    cast(scored.brier_score as double) as brier_score,
    cast(scored.acceptance_rate * (1 - scored.acceptance_rate) as double) as uninformed_brier_score,
    cast(off_by.calibration_error as double) as calibration_error
from scored
inner join off_by on scored.source = off_by.source
