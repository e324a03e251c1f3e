with

window_targets as (

    select * from {{ ref('int_sla_window_targets') }}

),

touched_cases as ( -- noqa: ST03

    select case_key from {{ ref('int_touched_cases') }}

),

to_compute as (

    select window_targets.*
    from window_targets
    {% if not every_case_is_touched() -%}
        inner join touched_cases on window_targets.case_key = touched_cases.case_key
    {%- endif %}

)

select * from to_compute
