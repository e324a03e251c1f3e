with

spells as (

    select * from {{ ref('int_case_state_spells') }}

),

touched_cases as ( -- noqa: ST03

    select case_key from {{ ref('int_touched_cases') }}

),

to_compute as (

    select spells.*
    from spells
    {% if not every_case_is_touched() -%}
        inner join touched_cases on spells.case_key = touched_cases.case_key
    {%- endif %}

)

select * from to_compute
