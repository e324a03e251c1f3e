{#-
    One number for a window: up to 64 clocks, 1,048,576 windows of a clock in a case (tested in _sla__models.yml),
    and 137 thousand million cases.
-#}
{% macro sla_window_key(case_key, clock_number, window_number) -%}
    ({{ case_key }} * 67108864 + {{ clock_number }} * 1048576 + {{ window_number }})
{%- endmacro %}
