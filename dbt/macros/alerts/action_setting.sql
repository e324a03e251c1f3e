{#-
    Settings of what is said of actions that helped, in one place.

    improved_points     points of the health score from which a customer is better off
    after_days          days that an action is given before one looks again
    until_days          days after which a look is too late
    fewest_helped       customers who got an action, below which nothing is said of it
    fewest_others       the same of those like them who did not
    unhealthy           health score below which an account is at risk
    leaving_factor      so many times as likely to leave as all are: at risk, whatever the score
-#}
{% macro action_setting(name) -%}
    {{ return({
        'improved_points': 5,
        'after_days': 42,
        'until_days': 100,
        'fewest_helped': 10,
        'fewest_others': 30,
        'unhealthy': 50,
        'leaving_factor': 2,
    }[name]) }}
{%- endmacro %}

{#- Within which accounts are like each other. -#}
{% macro health_group(score) -%}
    case when {{ score }} < 50 then '0–49' when {{ score }} < 70 then '50–69' else '70–100' end
{%- endmacro %}
