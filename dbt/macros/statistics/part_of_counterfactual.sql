{#-
    An effect as a part of what there would have been without it, observed − effect: −1 or more where observed is 0 or
    more. Null where that is not above 0, of which nothing can be a part.
-#}
{% macro part_of_counterfactual(observed, effect) -%}
    case when {{ observed }} - {{ effect }} > 0 then {{ effect }} / ({{ observed }} - {{ effect }}) end
{%- endmacro %}
