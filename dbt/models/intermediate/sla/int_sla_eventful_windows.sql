with

windows as (

    select * from {{ ref('int_sla_windows') }}

),

window_targets as (

    select * from {{ ref('int_sla_window_targets') }}

),

clipped as (

    select * from {{ ref('int_sla_window_interruptions') }}

),

-- A window with one target from its start to its end and nothing in between is a stretch by itself.
eventful_windows as (

    select window_key from clipped
    union
    select window_targets.window_key
    from window_targets
    inner join windows on window_targets.window_key = windows.window_key
    where window_targets.target_number > 1 or window_targets.to_second < windows.ended_second

)

select window_key from eventful_windows
