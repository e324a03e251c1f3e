{#- Two values that are compared one after the other, as an order for min_by and max_by. -#}
{% macro ordered_pair(first, second) -%}
    {{ return(adapter.dispatch('ordered_pair')(first, second)) }}
{%- endmacro %}

{% macro duckdb__ordered_pair(first, second) -%}
    row({{ first }}, {{ second }})
{%- endmacro %}

{% macro spark__ordered_pair(first, second) -%}
    struct({{ first }}, {{ second }})
{%- endmacro %}
