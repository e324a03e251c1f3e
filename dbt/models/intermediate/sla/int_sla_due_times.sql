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
    where elapsed_after >= target_seconds

),

-- A regime is the time within a window during which one target was in force.
regimes as (

    select
        stretches.window_key,
        stretches.target_number,
        min(stretches.started_second) as started_second,
        min(stretches.elapsed_before) as elapsed_at_start,
        max(stretches.elapsed_after) as elapsed_at_end,
        min(
            case
                when
                    stretches.elapsed_before < stretches.target_seconds
                    and stretches.elapsed_after >= stretches.target_seconds
                    then stretches.segment_number
            end
        ) as reaching_segment_number,
        max(stretches.segment_number) as last_segment_number
    from stretches
    inner join used_up_windows on stretches.window_key = used_up_windows.window_key
    where stretches.target_seconds is not null
    group by stretches.window_key, stretches.target_number

),

-- Where it was not used up, the due time is what it would be if the clock ran on from the regime's end.
regime_needs as (

    select
        regimes.window_key,
        regimes.target_number,
        stretches.calendar_key,
        regimes.elapsed_at_end > stretches.target_seconds as is_exceeded,
        case when regimes.elapsed_at_start >= stretches.target_seconds then regimes.started_second end
            as due_from_the_start,
        case
            when
                regimes.reaching_segment_number is not null
                then stretches.business_second_at_start + stretches.target_seconds - stretches.elapsed_before
            else stretches.business_second_at_end + stretches.target_seconds - stretches.elapsed_after
        end as business_second_needed
    from regimes
    inner join stretches
        on
            regimes.window_key = stretches.window_key
            and coalesce(regimes.reaching_segment_number, regimes.last_segment_number) = stretches.segment_number

),

-- Of the others only the last target matters: it is due so much later as is left of it.
open_needs as (

    select
        stretches.window_key,
        stretches.target_number,
        stretches.calendar_key,
        false as is_exceeded,
        cast(null as bigint) as due_from_the_start,
        stretches.business_second_at_end + stretches.target_seconds - stretches.elapsed_after as business_second_needed
    from stretches
    left join used_up_windows on stretches.window_key = used_up_windows.window_key
    where stretches.is_last_stretch and stretches.target_seconds is not null and used_up_windows.window_key is null

),

needs as (

    select * from regime_needs
    union all
    select * from open_needs

)

-- A target that was used up before it came into force is due at that moment.
select
    needs.window_key,
    needs.target_number,
    needs.is_exceeded,
    case
        when needs.due_from_the_start is not null then needs.due_from_the_start
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
