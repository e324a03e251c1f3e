{#-
    The periods for which the figures of the desk are there: cases opened in so many days up to as_of, the last one all.
    A case that is in a period is in all longer ones, so that it is in those from the first one that holds it on.
-#}
{% macro desk_periods() -%}
    {{ return([('90 days', 90), ('365 days', 365), ('All', none)]) }}
{%- endmacro %}

{#- Numbers of the periods that hold a case, as a list; days_ago: whole days from its opening to as_of. -#}
{% macro desk_period_numbers(days_ago) -%}
    {%- set first_period -%}
        case
            {%- for _, days in desk_periods() if days %}
            when {{ days_ago }} < {{ days }} then {{ loop.index }}
            {%- endfor %}
            else {{ desk_periods() | length }}
        end
    {%- endset -%}
    {{ whole_numbers(first_period, desk_periods() | length) }}
{%- endmacro %}

{#- The name of a period of such a number. -#}
{% macro desk_period_name(number) -%}
    case {{ number }}
        {%- for name, _ in desk_periods() %}
        when {{ loop.index }} then '{{ name }}'
        {%- endfor %}
    end
{%- endmacro %}
