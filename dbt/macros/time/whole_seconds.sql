{#- An instant cut to the whole second: from staging on nothing is finer, so that no rule depends on less. -#}
{% macro whole_seconds(instant) -%}
    {{ return(adapter.dispatch('whole_seconds')(instant)) }}
{%- endmacro %}

{% macro duckdb__whole_seconds(instant) -%}
    to_timestamp(epoch_us({{ instant }}) // 1000000)
{%- endmacro %}

{% macro spark__whole_seconds(instant) -%}
    timestamp_seconds(unix_seconds({{ instant }}))
{%- endmacro %}
