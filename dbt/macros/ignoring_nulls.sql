{#- A window function over the rows where its argument has a value, such as lag. -#}
{% macro ignoring_nulls(function, argument) -%}
    {{ return(adapter.dispatch('ignoring_nulls')(function, argument)) }}
{%- endmacro %}

{% macro duckdb__ignoring_nulls(function, argument) -%}
    {{ function }}({{ argument }} ignore nulls)
{%- endmacro %}

{% macro spark__ignoring_nulls(function, argument) -%}
    {{ function }}({{ argument }}) ignore nulls
{%- endmacro %}
