{#-
    A bound of the 95 % interval of a mean, from the count, the sum and the sum of squares of its values, by the normal
    distribution; null below two values. side: '-' for the lower bound, '+' for the upper one.
-#}
{% macro mean_bound(n, total, squares, side) -%}
    case
        when {{ n }} > 1
            then {{ total }} / {{ n }} {{ side }} 1.959963984540054 * sqrt(
                greatest({{ squares }} - {{ total }} * {{ total }} / {{ n }}, 0) / ({{ n }} - 1) / {{ n }}
            )
    end
{%- endmacro %}
