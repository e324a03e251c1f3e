{#-
    Numbers and SQL conditions of the definitions that can be used, as (number, condition) rows; none where nothing was
    recorded yet. The conditions come from the compiler of dagster_project/segments, never from a person.
-#}
{% macro usable_definitions(definitions) -%}
    {%- if not execute or load_relation(definitions) is none -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set found = run_query(
        'select definition_number, compiled_sql from ' ~ definitions
        ~ ' where compiled_sql is not null order by definition_number'
    ) -%}
    {{ return(found.rows) }}
{%- endmacro %}
