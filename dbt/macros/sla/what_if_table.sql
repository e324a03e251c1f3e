{#-
    A table that a what-if has put beside the models of its copy of the warehouse, or none: in the warehouse itself
    there are no such tables (dagster_project/what_if/applying.py writes them).
-#}
{% macro what_if_table(name) -%}
    {%- if execute -%}
        {{ return(adapter.get_relation(database=target.database, schema='what_if', identifier=name)) }}
    {%- endif -%}
{%- endmacro %}
