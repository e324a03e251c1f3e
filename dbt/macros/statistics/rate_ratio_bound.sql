{#-
    A bound of the 95 % interval of the ratio of two ratios of counts, (a / b) / (c / d): on the logarithm, where its
    variance is 1/a + 1/b + 1/c + 1/d for counts that happen independently of each other. Null where a count is 0.
    side: '-' for the lower bound, '+' for the upper one.
-#}
{% macro rate_ratio_bound(a, b, c, d, side) -%}
    case
        when least({{ a }}, {{ b }}, {{ c }}, {{ d }}) > 0
            then cast({{ a }} as double) / {{ b }} / (cast({{ c }} as double) / {{ d }}) * exp(
                {{ side }} 1.959963984540054
                * sqrt(
                    cast(1 as double) / {{ a }} + cast(1 as double) / {{ b }}
                    + cast(1 as double) / {{ c }} + cast(1 as double) / {{ d }}
                )
            )
    end
{%- endmacro %}
