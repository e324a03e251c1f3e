{#- A list of the whole numbers from the first to the last, both included. -#}
{% macro whole_numbers(first, last) -%}
    {{ return(adapter.dispatch('whole_numbers')(first, last)) }}
{%- endmacro %}

{% macro duckdb__whole_numbers(first, last) -%}
    generate_series(cast({{ first }} as bigint), cast({{ last }} as bigint))
{%- endmacro %}

{% macro spark__whole_numbers(first, last) -%}
    sequence(cast({{ first }} as bigint), cast({{ last }} as bigint))
{%- endmacro %}
