with

questions as (

    select * from "warehouse"."marts"."sla_risk_questions"

),

frequencies as (

    select * from "warehouse"."marts"."breach_frequencies"

),

by_clock as (

    select distinct
        fit,
        source,
        clock,
        clock_n,
        clock_probability
    from frequencies

),

by_share as (

    select distinct
        fit,
        source,
        clock,
        clock_state,
        used_bucket,
        share_n,
        share_probability
    from frequencies

),

by_priority as (

    select distinct
        fit,
        source,
        clock,
        clock_state,
        used_bucket,
        priority,
        priority_n,
        priority_probability
    from frequencies

),

-- The finest group that history knows answers.
answered as (

    select
        questions.fit,
        questions.source,
        questions.clock,
        questions.window_key,
        questions.snapshot_second,
        questions.status,
        by_clock.clock_probability as base_rate,
        coalesce(
            frequencies.probability,
            by_priority.priority_probability,
            by_share.share_probability,
            by_clock.clock_probability
        ) as probability,
        cast(coalesce(by_priority.priority_n, by_share.share_n, by_clock.clock_n) as bigint) as similar_count
    from questions
    left join by_clock
        on
            questions.fit = by_clock.fit
            and questions.source = by_clock.source
            and questions.clock = by_clock.clock
    left join by_share
        on
            questions.fit = by_share.fit
            and questions.source = by_share.source
            and questions.clock = by_share.clock
            and questions.clock_state = by_share.clock_state
            and questions.used_bucket = by_share.used_bucket
    left join by_priority
        on
            questions.fit = by_priority.fit
            and questions.source = by_priority.source
            and questions.clock = by_priority.clock
            and questions.clock_state = by_priority.clock_state
            and questions.used_bucket = by_priority.used_bucket
            and questions.priority = by_priority.priority
    left join frequencies
        on
            questions.fit = frequencies.fit
            and questions.source = frequencies.source
            and questions.clock = frequencies.clock
            and questions.clock_state = frequencies.clock_state
            and questions.used_bucket = frequencies.used_bucket
            and questions.priority = frequencies.priority
            and questions.sla_tier = frequencies.sla_tier

)

select * from answered