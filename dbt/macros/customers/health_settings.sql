{#-
    Settings of what the health score is held against, in one place.

    horizon_days    a customer has left if they leave within so many days after a look
    held_out_days   the last looks whose outcome is known, kept from the fit and used to judge it
    prior_count     how many looks a coarser group's rate weighs as, when a finer group's is estimated
-#}
{% macro health_setting(name) -%}
    {{ return({
        'horizon_days': 90,
        'held_out_days': 122,
        'prior_count': 30,
    }[name]) }}
{%- endmacro %}
