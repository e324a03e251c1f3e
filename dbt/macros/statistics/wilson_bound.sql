{#-
    A bound of Wilson's 95 % score interval for `successes` out of `n` (Wilson 1927, JASA 22:209); null where n is 0.
    side: '-' for the lower bound, '+' for the upper one. Rounding may carry a bound past 0, 1 or the share itself by
    a hair; it is held there.
-#}
{% macro wilson_bound(successes, n, side) -%}
    {%- set z = 'cast(1.959963984540054 as double)' -%}
    {%- set share = 'cast(' ~ successes ~ ' as double) / ' ~ n -%}
    case
        when {{ n }} > 0
            then {{ 'greatest' if side == '+' else 'least' }}({{ share }}, greatest(0, least(1, (
                ({{ successes }}) + {{ z }} * {{ z }} / 2
                {{ side }} {{ z }} * sqrt(
                    greatest(({{ successes }}) * (1 - {{ share }}), 0) + {{ z }} * {{ z }} / 4
                )
            ) / (({{ n }}) + {{ z }} * {{ z }}))))
    end
{%- endmacro %}
