{#- A relation with the column time_zone: the names of the IANA database that the engine knows. -#}
{% macro known_time_zones() -%}
    {{ return(adapter.dispatch('known_time_zones')()) }}
{%- endmacro %}

{% macro duckdb__known_time_zones() -%}
    (select name as time_zone from pg_timezone_names())
{%- endmacro %}

{#- Spark lists none, so there the zones of the seed are the known ones. -#}
{% macro spark__known_time_zones() -%}
    (select distinct time_zone from {{ ref('zendesk_time_zones') }})
{%- endmacro %}
