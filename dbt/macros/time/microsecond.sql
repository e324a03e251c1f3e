{#- The part of an instant below the second, in microseconds: it only orders events of the same second. -#}
{% macro microsecond(instant) -%}
    {{ return(adapter.dispatch('microsecond')(instant)) }}
{%- endmacro %}

{% macro duckdb__microsecond(instant) -%}
    (epoch_us({{ instant }}) % 1000000)
{%- endmacro %}

{% macro spark__microsecond(instant) -%}
    (unix_micros({{ instant }}) % 1000000)
{%- endmacro %}
