{#- Log-likelihood of `successes` out of `n` at the share that they are; 0 where the share is 0 or 1, or n is 0. -#}
{% macro binomial_log_likelihood(successes, n) -%}
    case
        when {{ successes }} > 0 and {{ successes }} < {{ n }}
            then
                {{ successes }} * ln(cast({{ successes }} as double) / {{ n }})
                + ({{ n }} - {{ successes }}) * ln(1 - cast({{ successes }} as double) / {{ n }})
        else 0
    end
{%- endmacro %}
