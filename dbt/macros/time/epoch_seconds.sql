{#- Whole seconds since 1970-01-01 UTC of an instant; parts of a second are cut off. -#}
{% macro epoch_seconds(instant) -%}
    {{ return(adapter.dispatch('epoch_seconds')(instant)) }}
{%- endmacro %}

{% macro duckdb__epoch_seconds(instant) -%}
    (epoch_us({{ instant }}) // 1000000)
{%- endmacro %}

{% macro spark__epoch_seconds(instant) -%}
    unix_seconds({{ instant }})
{%- endmacro %}
