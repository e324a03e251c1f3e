{#- Seconds from local midnight of a time of day given as text, HH:MM or HH:MM:SS; 24:00 is 86,400. -#}
{% macro seconds_of_day(time_of_day) -%}
    (
        cast(substring({{ time_of_day }}, 1, 2) as bigint) * 3600
        + cast(substring({{ time_of_day }}, 4, 2) as bigint) * 60
        + coalesce(cast(nullif(substring({{ time_of_day }}, 7, 2), '') as bigint), 0)
    )
{%- endmacro %}
