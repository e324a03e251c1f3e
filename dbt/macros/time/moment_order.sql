{#- One number that orders events by time, and within a second by their order there. -#}
{% macro moment_order(second, order_within_second) -%}
    cast({{ second }} as decimal(38, 0)) * 10000000000000000 + {{ order_within_second }}
{%- endmacro %}
