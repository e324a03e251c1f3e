with

stretches as (

    select * from {{ ref('int_sla_stretches_to_compute') }}

),

buckets as (

    select * from {{ ref('int_calendar_buckets') }}

),

-- Windows in which a target was used up, by its own time or by a change of target, are looked at target by target.
used_up_windows as (

    select distinct window_key
    from stretches
    where elapsed_after >= target_seconds and not is_withdrawn

),

targeted as (

    select stretches.*
    from stretches
    inner join used_up_windows on stretches.window_key = used_up_windows.window_key
    where not stretches.is_withdrawn

),

-- A regime is the time within a window during which one target was in force.
regimes as (

    select
        window_key,
        target_number,
        min(started_second) as started_second,
        min(elapsed_before) as elapsed_at_start,
        max(elapsed_after) as elapsed_at_end,
        min(case when elapsed_before < target_seconds and elapsed_after >= target_seconds then segment_number end)
            as reaching_segment_number,
        max(segment_number) as last_segment_number
    from targeted
    group by window_key, target_number

),

-- Where it was not used up, the due time is what it would be if the clock ran on from the regime's end.
needs as (

    select
        regimes.window_key,
        regimes.target_number,
        targeted.calendar_key,
        regimes.elapsed_at_end > targeted.target_seconds as is_exceeded,
        case when regimes.elapsed_at_start >= targeted.target_seconds then regimes.started_second end
            as due_from_the_start,
        case
            when
                regimes.reaching_segment_number is not null
                then targeted.business_second_at_start + targeted.target_seconds - targeted.elapsed_before
            else targeted.business_second_at_end + targeted.target_seconds - targeted.elapsed_after
        end as business_second_needed
    from regimes
    inner join targeted
        on
            regimes.window_key = targeted.window_key
            and coalesce(regimes.reaching_segment_number, regimes.last_segment_number) = targeted.segment_number

)

-- A target that was used up before it came into force is due at that moment.
select
    needs.window_key,
    needs.target_number,
    needs.is_exceeded,
    coalesce(
        needs.due_from_the_start,
        {{ sla_second_of('needs.calendar_key', 'needs.business_second_needed', 'buckets') }}
    ) as due_second
from needs
{{ sla_join_bucket('buckets', 'needs.calendar_key', 'needs.business_second_needed') }}
