{#-
    Settings of the weekly backlogs, in one place.

    definition_version    goes up when a figure of an item comes to mean something else
    trend_weeks           weeks before the item's own that its share is compared with
    gap_weeks             weeks, the item's own being the last, whose answers are compared; one week has too few
    fewest_answers        answers about an item below which its gap has no interval
    fewest_told_cases     earlier cases that a theme must have had before it tells a backlog
    quotes                quotes of an item, at most
-#}
{% macro backlog_setting(name) -%}
    {{ return({
        'definition_version': '1',
        'trend_weeks': 8,
        'gap_weeks': 13,
        'fewest_answers': 5,
        'fewest_told_cases': 10,
        'quotes': 5,
    }[name]) }}
{%- endmacro %}
