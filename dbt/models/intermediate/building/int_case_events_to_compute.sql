with

events as (

    select * from {{ ref('int_case_events') }}

),

touched_cases as ( -- noqa: ST03

    select case_key from {{ ref('int_touched_cases') }}

),

to_compute as (

    select events.*
    from events
    {% if not every_case_is_touched() -%}
        inner join touched_cases on events.case_key = touched_cases.case_key
    {%- endif %}

)

select * from to_compute
