{#- Predictors of one outcome, at most: the size of its moments grows with their square. -#}
{% macro driver_slots() -%}
    {{ return(16) }}
{%- endmacro %}

{#- Buckets into which the answers of one tenant, kind and week are divided, to be drawn for intervals. -#}
{% macro driver_buckets() -%}
    {{ return(4) }}
{%- endmacro %}

{#-
    The sums of columns and of the products of each two of them (upper triangle, by rows), as one list of numbers that
    adds up over any rows. columns: SQL expressions. The order is that of moment_list in dagster_project/drivers.
-#}
{% macro driver_moment_list(columns) -%}
    {{ return(adapter.dispatch('driver_moment_list')(columns)) }}
{%- endmacro %}

{% macro driver_sums(columns) -%}
    {%- for column in columns -%}
        sum({{ column }}),
    {% endfor -%}
    {%- for first in columns -%}
        {%- set outer = loop -%}
        {%- for second in columns[loop.index0:] -%}
            sum({{ first }} * {{ second }}){% if not (outer.last and loop.last) %}, {% endif %}
        {%- endfor %}
    {% endfor -%}
{%- endmacro %}

{% macro duckdb__driver_moment_list(columns) -%}
    [{{ driver_sums(columns) }}]
{%- endmacro %}

{% macro spark__driver_moment_list(columns) -%}
    array({{ driver_sums(columns) }})
{%- endmacro %}
