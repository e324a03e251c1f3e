{#- Number of the UTC day, counted from 1970-01-01, that holds an instant given in seconds. -#}
{% macro utc_day(second) -%}
    {{ whole_quotient(second, 86400) }}
{%- endmacro %}

{#- The whole part of a quotient of whole numbers. -#}
{% macro whole_quotient(dividend, divisor) -%}
    {{ return(adapter.dispatch('whole_quotient')(dividend, divisor)) }}
{%- endmacro %}

{% macro duckdb__whole_quotient(dividend, divisor) -%}
    (({{ dividend }}) // ({{ divisor }}))
{%- endmacro %}

{% macro spark__whole_quotient(dividend, divisor) -%}
    (({{ dividend }}) div ({{ divisor }}))
{%- endmacro %}
