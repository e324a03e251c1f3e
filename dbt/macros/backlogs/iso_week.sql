{#- The ISO week that a Monday begins, such as 2026-W01; its year is that of its Thursday (ISO 8601). -#}
{% macro iso_week(monday) -%}
    cast(extract(year from {{ dbt.dateadd('day', 3, monday) }}) as {{ dbt.type_string() }})
    || '-W' || lpad(cast(extract(week from {{ monday }}) as {{ dbt.type_string() }}), 2, '0')
{%- endmacro %}
