with

window_targets as (

    select * from {{ ref('int_sla_window_targets_to_compute') }}

),

interruptions as (

    select * from {{ ref('int_sla_window_interruptions') }}

),

-- A window with one target from its start to its end and nothing in between is a stretch by itself.
eventful_windows as (

    select window_key from interruptions
    union
    select window_key from window_targets
    where not is_only_target

)

select window_key from eventful_windows
