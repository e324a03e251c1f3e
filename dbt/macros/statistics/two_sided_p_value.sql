{#-
    Probability that a standard normal deviate lies as far from 0 as z or further, on either side: erfc(|z| / sqrt 2),
    by formula 7.1.26 of Abramowitz and Stegun, Handbook of Mathematical Functions (1964); off by 1.5e-7 at most. The
    p value of chi-square with one degree of freedom is that of its root. Neither DuckDB nor Spark has such a function.
-#}
{% macro two_sided_p_value(z) -%}
    {%- set x = 'abs(' ~ z ~ ') / 1.4142135623730951' -%}
    {%- set t = '(1 / (1 + 0.3275911 * ' ~ x ~ '))' -%}
    {{ t }} * (
        0.254829592 + {{ t }} * (-0.284496736 + {{ t }} * (1.421413741 + {{ t }} * (-1.453152027 + {{ t }} * 1.061405429)))
    ) * exp(-({{ x }}) * ({{ x }}))
{%- endmacro %}
