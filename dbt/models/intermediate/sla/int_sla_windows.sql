with

single_windows as (

    select * from {{ ref('int_sla_single_windows') }}

),

repeated_windows as (

    select * from {{ ref('int_sla_repeated_windows') }}

),

clocks as (

    select * from {{ ref('int_sla_clocks') }}

),

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- A clock is kept only for sources that can tell of the events it needs; elsewhere it is "not measured".
measurable as (

    select
        sources.source,
        clocks.clock_number,
        clocks.source_target_serves
    from sources
    cross join clocks
    where {{ list_holds_all('sources.carries', split_text('clocks.needs', '|')) }}

),

windows as (

    select * from single_windows
    union all
    select * from repeated_windows

),

-- The key is made of its parts, so that a window keeps it from run to run.
kept as (

    select
        {{ sla_window_key('windows.clock_key', 'windows.window_number') }} as window_key,
        windows.clock_key,
        windows.case_key,
        windows.clock_number,
        windows.window_number,
        measurable.source_target_serves,
        windows.started_second,
        windows.stopped_second,
        coalesce(windows.stopped_second, cases.as_of_second) as ended_second,
        windows.ended_by
    from windows
    inner join cases on windows.case_key = cases.case_key
    inner join measurable on cases.source = measurable.source and windows.clock_number = measurable.clock_number

)

select * from kept
