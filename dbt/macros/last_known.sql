{#- The last value that is not null, up to the row itself; to be followed by `over (…)`. -#}
{% macro last_known(expression) -%}
    {{ return(adapter.dispatch('last_known')(expression)) }}
{%- endmacro %}

{% macro duckdb__last_known(expression) -%}
    last_value({{ expression }} ignore nulls)
{%- endmacro %}

{% macro spark__last_known(expression) -%}
    last_value({{ expression }}) ignore nulls
{%- endmacro %}

{#- The last value that is not null in the rows before this one; to be followed by `over (…)`. -#}
{% macro last_known_before(expression) -%}
    {{ return(adapter.dispatch('last_known_before')(expression)) }}
{%- endmacro %}

{% macro duckdb__last_known_before(expression) -%}
    lag({{ expression }} ignore nulls)
{%- endmacro %}

{% macro spark__last_known_before(expression) -%}
    lag({{ expression }}) ignore nulls
{%- endmacro %}
