{#- A member of a list by its place, the first being 1; null past the end. -#}
{% macro list_item(list, place) -%}
    {{ return(adapter.dispatch('list_item')(list, place)) }}
{%- endmacro %}

{% macro duckdb__list_item(list, place) -%}
    list_extract({{ list }}, {{ place }})
{%- endmacro %}

{% macro spark__list_item(list, place) -%}
    get({{ list }}, {{ place }} - 1)
{%- endmacro %}

{#- How many members a list has. -#}
{% macro list_length(list) -%}
    {{ return(adapter.dispatch('list_length')(list)) }}
{%- endmacro %}

{% macro duckdb__list_length(list) -%}
    len({{ list }})
{%- endmacro %}

{% macro spark__list_length(list) -%}
    size({{ list }})
{%- endmacro %}
