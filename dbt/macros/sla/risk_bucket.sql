{#-
    The part of the target that has been used, as a whole number from 0. A target used up to the second is a part of
    its own: the clock stands still until the desk opens, or breaches with the next second.
-#}
{% macro risk_bucket(elapsed, target) -%}
    {{ whole_quotient(elapsed ~ ' * ' ~ risk_setting('buckets'), target) }}
{%- endmacro %}
