with

stretches as (

    select * from {{ ref('int_sla_measured_stretches') }}

),

touched_cases as ( -- noqa: ST03

    select case_key from {{ ref('int_touched_cases') }}

),

to_compute as (

    select stretches.*
    from stretches
    {% if not every_case_is_touched() -%}
        inner join touched_cases on stretches.case_key = touched_cases.case_key
    {%- endif %}

)

select * from to_compute
