with

stretches as (

    select * from {{ ref('int_sla_measured_stretches') }}

),

buckets as (

    select * from {{ ref('int_calendar_buckets') }}

),

-- A regime is the time within a window during which one target was in force.
regimes as (

    select
        window_key,
        target_number,
        calendar_key,
        target_seconds,
        min(started_second) as started_second,
        max(ended_second) as ended_second,
        min(elapsed_before) as elapsed_at_start,
        max(elapsed_after) as elapsed_at_end,
        max(segment_number) as last_segment_number
    from stretches
    where target_seconds is not null
    group by window_key, target_number, calendar_key, target_seconds

),

-- The stretch in which the target was used up, if it was.
reaching as (

    select
        window_key,
        target_number,
        min(segment_number) as segment_number
    from stretches
    where target_seconds is not null and elapsed_before < target_seconds and elapsed_after >= target_seconds
    group by window_key, target_number

),

-- Where it was not, the due time is what it would be if the clock ran on from the regime's end.
bases as (

    select
        regimes.window_key,
        regimes.target_number,
        regimes.calendar_key,
        regimes.target_seconds,
        regimes.started_second,
        regimes.elapsed_at_start,
        regimes.elapsed_at_end,
        reaching.segment_number is not null as is_reached,
        coalesce(reaching.segment_number, regimes.last_segment_number) as segment_number
    from regimes
    left join reaching
        on regimes.window_key = reaching.window_key and regimes.target_number = reaching.target_number

),

needs as (

    select
        bases.window_key,
        bases.target_number,
        bases.calendar_key,
        bases.target_seconds,
        bases.started_second,
        bases.elapsed_at_start,
        bases.elapsed_at_end,
        case
            when
                bases.is_reached
                then stretches.business_second_at_start + bases.target_seconds - stretches.elapsed_before
            else stretches.business_second_at_end + bases.target_seconds - stretches.elapsed_after
        end as business_second_needed
    from bases
    inner join stretches
        on bases.window_key = stretches.window_key and bases.segment_number = stretches.segment_number

),

-- A target that was used up before it came into force is due at that moment.
due as (

    select
        needs.window_key,
        needs.target_number,
        needs.target_seconds,
        needs.started_second,
        needs.elapsed_at_end > needs.target_seconds as is_exceeded,
        case
            when needs.elapsed_at_start >= needs.target_seconds then needs.started_second
            when needs.calendar_key = 0 then needs.business_second_needed
            else buckets.starts_second + needs.business_second_needed - buckets.business_seconds_before
        end as due_second
    from needs
    left join buckets
        on
            needs.calendar_key = buckets.calendar_key
            and {{ whole_quotient('needs.business_second_needed', '86400') }} = buckets.bucket
            and needs.business_second_needed > buckets.business_seconds_before
            and needs.business_second_needed <= buckets.business_seconds_after

)

select * from due
