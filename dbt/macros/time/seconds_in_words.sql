{#- Whole seconds in hours, minutes and seconds, those that are 0 left away: 1 h 12 s; 0 s where all are. -#}
{% macro seconds_in_words(seconds) -%}
    {%- set whole = 'cast(' ~ seconds ~ ' as bigint)' -%}
    trim(
        case when {{ whole }} >= 3600 then cast({{ whole_quotient(whole, 3600) }} as varchar) || ' h ' else '' end
        || case
            when {{ whole }} % 3600 >= 60
                then cast({{ whole_quotient(whole ~ ' % 3600', 60) }} as varchar) || ' min '
            else ''
        end
        || case
            when {{ whole }} % 60 > 0 or {{ whole }} = 0 then cast({{ whole }} % 60 as varchar) || ' s'
            else ''
        end
    )
{%- endmacro %}
