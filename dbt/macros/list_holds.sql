{#- Whether a list holds a value. -#}
{% macro list_holds(list, value) -%}
    {{ return(adapter.dispatch('list_holds')(list, value)) }}
{%- endmacro %}

{% macro duckdb__list_holds(list, value) -%}
    list_contains({{ list }}, {{ value }})
{%- endmacro %}

{% macro spark__list_holds(list, value) -%}
    array_contains({{ list }}, {{ value }})
{%- endmacro %}
