{#- How far what a fix brings may be relied on: part 'level' (low, medium, high) or 'reason', of the same row. -#}
{% macro fix_confidence(part) -%}
    {%- set floor = opportunity_setting('floor') -%}
    {%- set told = [
        ('case_count < ' ~ floor, 'low', 'fewer than ' ~ floor ~ ' cases in the period'),
        ("kind = 'driver' and driver_status <> 'driver'", 'low', 'no driver above noise'),
        ("leaving_status = 'touched leave more often'", 'high',
            'enough cases, and touched customers leave more often'),
        ("leaving_status = 'touched leave less often'", 'medium',
            'enough cases; touched customers leave less often, which does not speak for a fix'),
        ('true', 'medium', 'enough cases; no difference in leaving is shown'),
    ] -%}
    case
        {%- for condition, level, reason in told %}
            when {{ condition }} then '{{ level if part == 'level' else reason }}'
        {%- endfor %}
    end
{%- endmacro %}
