with

cases as (

    select * from {{ ref('int_cases') }}

),

touched_cases as ( -- noqa: ST03

    select case_key from {{ ref('int_touched_cases') }}

),

to_compute as (

    select cases.*
    from cases
    {% if not every_case_is_touched() -%}
        inner join touched_cases on cases.case_key = touched_cases.case_key
    {%- endif %}

)

select * from to_compute
