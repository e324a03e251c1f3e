with

turns as (

    select * from {{ ref('int_sla_turns') }}

),

clocks as (

    select * from {{ ref('sla_clocks') }}

),

cases as (

    select * from {{ ref('int_cases') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- A clock is kept only for sources that can tell of the event it ends with; elsewhere it is "not measured".
measurable as (

    select
        sources.source,
        clocks.clock,
        clocks.windows
    from sources
    cross join clocks
    where {{ list_holds('sources.carries', 'clocks.needs') }}

),

paired as (

    select
        *,
        lead(occurred_second) over in_order as ended_second,
        lead(effect) over in_order as ended_by,
        row_number() over in_order as turn_number
    from turns
    window in_order as (
        partition by case_key, clock order by occurred_second, order_within_second, rank_within_event
    )

),

-- Turns alternate, so that every other one opens a window.
windows as (

    select
        paired.case_key,
        paired.clock,
        {{ whole_quotient('paired.turn_number + 1', '2') }} as window_number,
        paired.occurred_second as started_second,
        paired.ended_second as stopped_second,
        coalesce(paired.ended_by, 'open') as ended_by,
        coalesce(paired.ended_second, cases.as_of_second) as ended_second,
        cases.as_of_second,
        cases.source
    from paired
    inner join cases on paired.case_key = cases.case_key
    where paired.opens

),

kept as (

    select
        row_number() over () as window_key,
        windows.case_key,
        windows.clock,
        windows.window_number,
        windows.started_second,
        windows.stopped_second,
        windows.ended_second,
        windows.as_of_second,
        windows.ended_by
    from windows
    inner join measurable on windows.source = measurable.source and windows.clock = measurable.clock
    where measurable.windows = 'each' or windows.window_number = 1

)

select * from kept
