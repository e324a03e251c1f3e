{#- Standard deviation of values from their count, sum and sum of squares; null where there are fewer than two. -#}
{% macro sd_of_sums(n, total, squares) -%}
    case
        when ({{ n }}) > 1
            then sqrt(greatest(({{ squares }}) - ({{ total }}) * ({{ total }}) / ({{ n }}), 0) / (({{ n }}) - 1))
    end
{%- endmacro %}
