{#-
    A bound of the 95 % interval of a mean: mean ± 1.96 × standard deviation / √n; null where n is below 2.
    side: '-' for the lower bound, '+' for the upper one. With few values the normal interval is somewhat too narrow,
    which is why n always stands beside it.
-#}
{% macro mean_bound(mean, standard_deviation, n, side) -%}
    case
        when {{ n }} > 1
            then {{ mean }} {{ side }} cast(1.959963984540054 as double) * {{ standard_deviation }} / sqrt({{ n }})
    end
{%- endmacro %}

{#- The same from the count, the sum and the sum of squares of the values, which add up over groups. -#}
{% macro mean_bound_of_sums(n, total, squares, side) -%}
    case
        when {{ n }} > 1
            then {{ total }} / {{ n }} {{ side }} cast(1.959963984540054 as double) * sqrt(
                greatest({{ squares }} - {{ total }} * {{ total }} / {{ n }}, 0) / ({{ n }} - 1) / {{ n }}
            )
    end
{%- endmacro %}

{#-
    A bound of the 95 % interval of the difference of two independent means, the first less the second; null where one
    of them has fewer than two values. Each is given as the name that its columns begin with: <name>_mean, <name>_sd,
    <name>_count.
-#}
{% macro mean_difference_bound(first, second, side) -%}
    case
        when {{ first }}_count > 1 and {{ second }}_count > 1
            then
                {{ first }}_mean - {{ second }}_mean
                {{ side }} cast(1.959963984540054 as double) * sqrt(
                    {{ first }}_sd * {{ first }}_sd / {{ first }}_count
                    + {{ second }}_sd * {{ second }}_sd / {{ second }}_count
                )
    end
{%- endmacro %}
