{#- The instant (with zone UTC) of a count of whole seconds since 1970-01-01 UTC. -#}
{% macro instant(seconds) -%}
    {{ return(adapter.dispatch('instant')(seconds)) }}
{%- endmacro %}

{% macro duckdb__instant(seconds) -%}
    to_timestamp({{ seconds }})
{%- endmacro %}

{% macro spark__instant(seconds) -%}
    timestamp_seconds({{ seconds }})
{%- endmacro %}
