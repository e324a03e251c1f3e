{#- So many steps of a journey are followed; journey_visits goes as far. -#}
{%- set most_steps = 12 -%}

with

journeys as (

    select * from {{ ref('stg_platform__journeys') }}

),

{% for number in range(1, most_steps + 1) %}
    step_{{ number }} as (

        select
            source,
            journey_id,
            journey_name,
            {{ number }} as step_number,
            {{ list_item('steps', number) }} as step,
            {{ list_length('steps') }} as step_count
        from journeys
        where {{ list_length('steps') }} >= {{ number }}

    ),

{% endfor %}
unioned as (

    {% for number in range(1, most_steps + 1) %}
        select * from step_{{ number }}
        {%- if not loop.last %}
            union all
        {%- endif %}
    {% endfor %}

)

select * from unioned
