{#-
    A bound of Wilson's 95 % score interval for `successes` out of `n` (Wilson 1927, JASA 22:209); null where n is 0.
    side: '-' for the lower bound, '+' for the upper one. The bounds are cut to 0..1, which rounding may pass by a hair.
-#}
{% macro wilson_bound(successes, n, side) -%}
    case
        when {{ n }} > 0
            then greatest(0, least(1, (
                ({{ successes }}) + 1.920729
                {{ side }} 1.959964 * sqrt(
                    greatest(({{ successes }}) * (({{ n }}) - ({{ successes }})) / cast({{ n }} as double), 0) + 0.960365
                )
            ) / (({{ n }}) + 3.841459)))
    end
{%- endmacro %}
