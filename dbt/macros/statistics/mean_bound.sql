{#-
    A bound of the 95 % interval of a mean: mean ± 1.96 × standard deviation / √n; null where n is below 2, or where
    all values are alike, which says nothing about how they scatter.
    side: '-' for the lower bound, '+' for the upper one. With few values the normal interval is somewhat too narrow,
    which is why n always stands beside it.
-#}
{% macro mean_bound(mean, standard_deviation, n, side) -%}
    case
        when {{ n }} > 1 and {{ standard_deviation }} > 0
            then {{ mean }} {{ side }} cast(1.959963984540054 as double) * {{ standard_deviation }} / sqrt({{ n }})
    end
{%- endmacro %}

{#-
    The same for answers on a scale that ends at `lowest` and `highest`, where a bound is held. Null below ten answers,
    as the page Sentiment draws no score of fewer. Where all n are alike, at least n / (n + 1.96²) of all give that
    answer (Wilson's bound of a share of 1), and the others may give any: so far the interval reaches.
    The bound is clipped here and not around the call: greatest() and least() take no notice of nulls.
-#}
{% macro scale_mean_bound(mean, standard_deviation, n, side, lowest, highest) -%}
    {%- set z = 'cast(1.959963984540054 as double)' -%}
    {%- set clip, end = ('greatest', lowest) if side == '-' else ('least', highest) -%}
    case
        when {{ n }} >= 10 and {{ standard_deviation }} > 1e-9
            then {{ clip }}({{ end }}, {{ mean }} {{ side }} {{ z }} * {{ standard_deviation }} / sqrt({{ n }}))
        when {{ n }} >= 10
            then {{ mean }} + ({{ end }} - {{ mean }}) * {{ z }} * {{ z }} / ({{ n }} + {{ z }} * {{ z }})
    end
{%- endmacro %}

{#-
    The same as mean_bound from the count, the sum and the sum of squares of the values, which add up over groups; what
    is left of squares by rounding alone is no scatter.
-#}
{% macro mean_bound_of_sums(n, total, squares, side) -%}
    case
        when {{ n }} > 1 and {{ squares }} - {{ total }} * {{ total }} / {{ n }} > 1e-12 * {{ squares }}
            then {{ total }} / {{ n }} {{ side }} cast(1.959963984540054 as double) * sqrt(
                greatest({{ squares }} - {{ total }} * {{ total }} / {{ n }}, 0) / ({{ n }} - 1) / {{ n }}
            )
    end
{%- endmacro %}
