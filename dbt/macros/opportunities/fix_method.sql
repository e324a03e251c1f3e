{#- How what a fix brings was got, of a row of opportunity_values with its kind; or why there is no amount. -#}
{% macro fix_method() -%}
    case
        when is_setback and is_comparable then 'extra cost of cases with it, over cases without'
        when is_setback then 'too few cases to compare'
        when case_count_ever = 0 then 'no case is linked to it'
        when judged_count = 0 then 'no case has a recorded cause'
        when is_one_off then 'cost of its cases as it was; it happened once, or too rarely to make a year of it'
        when kind = 'defect' then 'cost of its cases, all of which a fix prevents'
        else 'cost × share of cases whose cause is a defect, a gap or a missing guide'
    end
{%- endmacro %}
