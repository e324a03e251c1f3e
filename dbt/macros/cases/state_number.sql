{#-
    States of a case in the order of its life as numbers, for passes that sort: a number is sorted faster than a text.
    The last one stands for a case that is deleted.
-#}
{% macro state_names() -%}
    {{ return(['New', 'Triage', 'In-progress', 'Waiting-on-customer', 'On-hold', 'Resolved', 'Closed']) }}
{%- endmacro %}

{% macro deleted_state_number() -%}
    {{ return(state_names() | length) }}
{%- endmacro %}

{% macro state_number(state) -%}
    cast(
        case {{ state }}
            {%- for name in state_names() %}
            when '{{ name }}' then {{ loop.index0 }}
            {%- endfor %}
            else {{ deleted_state_number() }}
        end as smallint
    )
{%- endmacro %}

{#- The state of such a number; null for null. -#}
{% macro state_of_number(number) -%}
    case {{ number }}
        {%- for name in state_names() %}
        when {{ loop.index0 }} then '{{ name }}'
        {%- endfor %}
        when {{ deleted_state_number() }} then 'deleted'
    end
{%- endmacro %}
