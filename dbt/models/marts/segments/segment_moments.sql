{#- So many Mondays before as_of are looked back to. -#}
{%- set weeks = 26 -%}

with

sources as (

    select * from {{ ref('int_sources') }}

),

numbers as (

    {% for number in range(weeks + 1) %}
        select {{ number }} as weeks_ago
        {%- if not loop.last %}
            union all
        {%- endif %}
    {% endfor %}

),

-- The moment looked at, and the beginnings of the weeks before it: 1 is that of the running week.
moments as (

    select
        sources.source,
        numbers.weeks_ago,
        sources.as_of,
        case
            when numbers.weeks_ago = 0 then sources.as_of
            else date_trunc('week', sources.as_of) - (numbers.weeks_ago - 1) * interval '7' day
        end as moment
    from sources
    cross join numbers

)

select
    source,
    weeks_ago,
    moment,
    cast(moment as date) as moment_on,
    moment - interval '90' day as quarter_before,
    moment - interval '365' day as year_before
from moments
where weeks_ago = 0 or moment < as_of
