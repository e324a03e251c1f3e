{#-
    A bound of the 95 % interval of the difference of two independent shares, later less earlier: Newcombe's hybrid
    score interval (Newcombe 1998, Statistics in Medicine 17:873, method 10), made of the Wilson intervals of both.
    later, earlier: prefixes of columns <prefix>_rate, <prefix>_rate_low and <prefix>_rate_high. side: '-' for the lower
    bound, '+' for the upper one. Null where a share is.
-#}
{% macro difference_bound(later, earlier, side) -%}
    {%- set up, down = (later, earlier) if side == '+' else (earlier, later) -%}
    {{ later }}_rate - {{ earlier }}_rate {{ side }} sqrt(
        ({{ up }}_rate_high - {{ up }}_rate) * ({{ up }}_rate_high - {{ up }}_rate)
        + ({{ down }}_rate - {{ down }}_rate_low) * ({{ down }}_rate - {{ down }}_rate_low)
    )
{%- endmacro %}
