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

{#- Whether a list holds every member of another. -#}
{% macro list_holds_all(list, members) -%}
    {{ return(adapter.dispatch('list_holds_all')(list, members)) }}
{%- endmacro %}

{% macro duckdb__list_holds_all(list, members) -%}
    list_has_all({{ list }}, {{ members }})
{%- endmacro %}

{% macro spark__list_holds_all(list, members) -%}
    (size(array_except({{ members }}, {{ list }})) = 0)
{%- endmacro %}
