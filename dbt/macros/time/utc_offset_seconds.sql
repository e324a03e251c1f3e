{#- By how many seconds a zone's local clock is ahead of UTC at an instant given in seconds since 1970 UTC. -#}
{% macro utc_offset_seconds(time_zone, seconds) -%}
    {{ return(adapter.dispatch('utc_offset_seconds')(time_zone, seconds)) }}
{%- endmacro %}

{% macro duckdb__utc_offset_seconds(time_zone, seconds) -%}
    (epoch_us(timezone({{ time_zone }}, to_timestamp({{ seconds }}))) // 1000000 - ({{ seconds }}))
{%- endmacro %}

{% macro spark__utc_offset_seconds(time_zone, seconds) -%}
    (unix_seconds(from_utc_timestamp(timestamp_seconds({{ seconds }}), {{ time_zone }})) - ({{ seconds }}))
{%- endmacro %}
