with

changes as (

    select * from {{ ref('int_case_counting_changes') }}

),

pieces as (

    select * from {{ ref('int_calendar_pieces') }}

),

walked as (

    select
        case_key,
        at_second as from_second,
        coalesce(lead(at_second) over in_order, cast(253402300800 as bigint)) as to_second,
        nullif({{ last_known('calendar_key') }} over in_order, -1) as calendar_key,
        not coalesce({{ last_known('is_removed') }} over in_order, false) as is_counted
    from changes
    window in_order as (partition by case_key order by at_second, moment)

),

spells as (

    select * from walked
    where from_second < to_second

),

located as (

    select
        spells.*,
        {{ sla_business_seconds_before('spells.calendar_key', 'spells.from_second', 'start_piece') }}
            as business_second_at_start,
        {{ sla_business_seconds_before('spells.calendar_key', 'spells.to_second', 'end_piece') }}
            as business_second_at_end
    from spells
    {{ sla_join_piece('pieces', 'start_piece', 'spells.calendar_key', 'spells.from_second') }}
    {{ sla_join_piece('pieces', 'end_piece', 'spells.calendar_key', 'spells.to_second') }}

),

-- What counted in the stretches before goes on in this one. The last one has no end, and nothing goes on from it.
-- A case that was ever without a calendar has no business time.
summed as (

    select
        *,
        coalesce(sum(case when is_counted then to_second - from_second else 0 end) over earlier, 0) as seconds_before,
        coalesce(
            sum(case when is_counted then business_second_at_end - business_second_at_start else 0 end) over earlier, 0
        ) as business_seconds_before,
        count(*) over whole = count(calendar_key) over whole as has_calendar
    from located
    window
        earlier as (
            partition by case_key order by from_second
            rows between unbounded preceding and 1 preceding
        ),
        whole as (partition by case_key)

)

select
    case_key,
    from_second,
    to_second,
    calendar_key,
    is_counted,
    cast(seconds_before - case when is_counted then from_second else 0 end as bigint) as seconds_offset,
    case
        when has_calendar
            then cast(
                business_seconds_before - case when is_counted then business_second_at_start else 0 end as bigint
            )
    end as business_seconds_offset
from summed
