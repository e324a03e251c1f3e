{#-
    Settings of what the health score is held against, in one place.

    horizon_days    a customer has left if they leave within so many days after a look
    held_out_days   the last looks whose outcome is known, kept from the fit and used to judge it
    prior_count     how many customers the rate of all weighs as, when that of a band is estimated
-#}
{% macro health_setting(name) -%}
    {{ return({
        'horizon_days': 90,
        'held_out_days': 122,
        'prior_count': 30,
    }[name]) }}
{%- endmacro %}

{#- Bands of the health score, the lowest first: name, and the score it stays below (none for the last). -#}
{% macro health_bands() -%}
    {{ return([
        ('0–39', 40),
        ('40–49', 50),
        ('50–59', 60),
        ('60–69', 70),
        ('70–79', 80),
        ('80–100', none),
    ]) }}
{%- endmacro %}
