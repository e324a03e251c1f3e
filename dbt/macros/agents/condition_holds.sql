{#-
    Whether a value stands to a threshold as an operator says; null where there is no value. The operator is data, and
    only these six are known: nothing that a condition says is ever run.
-#}
{% macro condition_holds(value, operator, threshold) -%}
    case
        when {{ value }} is null or {{ threshold }} is null then null
        when {{ operator }} = '<' then {{ value }} < {{ threshold }}
        when {{ operator }} = '<=' then {{ value }} <= {{ threshold }}
        when {{ operator }} = '>' then {{ value }} > {{ threshold }}
        when {{ operator }} = '>=' then {{ value }} >= {{ threshold }}
        when {{ operator }} = '==' then {{ value }} = {{ threshold }}
        when {{ operator }} = '!=' then {{ value }} <> {{ threshold }}
    end
{%- endmacro %}
