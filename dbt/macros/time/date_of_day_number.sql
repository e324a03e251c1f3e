{#- The date of a count of days since 1970-01-01. -#}
{% macro date_of_day_number(day_number) -%}
    {{ return(adapter.dispatch('date_of_day_number')(day_number)) }}
{%- endmacro %}

{% macro duckdb__date_of_day_number(day_number) -%}
    (date '1970-01-01' + cast({{ day_number }} as integer))
{%- endmacro %}

{% macro spark__date_of_day_number(day_number) -%}
    date_from_unix_date({{ day_number }})
{%- endmacro %}
