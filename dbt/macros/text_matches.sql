{#- Whether a regular expression is found in a text. Patterns keep to what RE2 and Java read alike. -#}
{% macro text_matches(text, pattern) -%}
    {{ return(adapter.dispatch('text_matches')(text, pattern)) }}
{%- endmacro %}

{% macro duckdb__text_matches(text, pattern) -%}
    regexp_matches({{ text }}, '{{ pattern }}')
{%- endmacro %}

{% macro spark__text_matches(text, pattern) -%}
    ({{ text }} rlike '{{ pattern }}')
{%- endmacro %}
