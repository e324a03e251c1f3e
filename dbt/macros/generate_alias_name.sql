{#-
    What leaves the warehouse carries the plain name: reporting_cases is reporting.cases. dbt wants a name only once
    over all schemas, and the mart of the same entity has it already.
-#}
{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
    {%- if custom_alias_name -%}
        {{ custom_alias_name | trim }}
    {%- elif node.name.startswith('reporting_') -%}
        {{ node.name[10:] }}
    {%- else -%}
        {{ node.name }}
    {%- endif -%}
{%- endmacro %}
