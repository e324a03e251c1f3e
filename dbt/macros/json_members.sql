{#- The members of a JSON object given as text, as a list of key and value, both texts; null where it is no JSON. -#}
{% macro json_members(json) -%}
    {{ return(adapter.dispatch('json_members')(json)) }}
{%- endmacro %}

{% macro duckdb__json_members(json) -%}
    case when json_valid({{ json }}) then map_entries(from_json({{ json }}, '"MAP(VARCHAR, VARCHAR)"')) end
{%- endmacro %}

{% macro spark__json_members(json) -%}
    map_entries(from_json({{ json }}, 'map<string, string>'))
{%- endmacro %}
