{#- A count of minutes since midnight as a time of day, HH:MM; 1,440 is 24:00. -#}
{% macro time_of_day(minute) -%}
    lpad(cast({{ whole_quotient(minute, '60') }} as {{ dbt.type_string() }}), 2, '0')
    || ':' || lpad(cast({{ minute }} % 60 as {{ dbt.type_string() }}), 2, '0')
{%- endmacro %}
