{#- A model's schema is its folder's, without the target's name in front: folder = schema = Dagster group. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name if custom_schema_name is not none else target.schema }}
{%- endmacro %}
