{#- The first day of a span, empty where it reaches back to the beginning of time. -#}
{% macro first_day(valid_from) -%}
    nullif({{ valid_from }}, cast('0001-01-01' as date))
{%- endmacro %}

{#- The last day of a span that ends before valid_until, empty where it has no end. -#}
{% macro last_day(valid_until) -%}
    case
        when {{ valid_until }} < cast('9999-12-31' as date)
            then cast({{ dbt.dateadd('day', -1, valid_until) }} as date)
    end
{%- endmacro %}
