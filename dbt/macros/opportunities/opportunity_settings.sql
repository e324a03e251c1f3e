{#-
    What opportunities are reckoned with. period_days: "today" is so many days up to as_of, and a year is that times
    365 / period_days. credited_days: a refund belongs to the last case of its tenant that was opened so many days
    before it. horizon_days: who is there so long before as_of is looked at, and whether they left since. floor: fewest
    customers on either side of a difference, and fewest cases for anything better than low confidence.
-#}
{% macro opportunity_setting(name) -%}
    {%- set settings = {'period_days': 90, 'credited_days': 30, 'horizon_days': 365, 'floor': 30} -%}
    {{ return(settings[name]) }}
{%- endmacro %}
