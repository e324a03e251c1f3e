{#- One number for a clock of a case: up to 64 clocks. Its windows are numbered on from it. -#}
{% macro sla_clock_key(case_key, clock_number) -%}
    ({{ case_key }} * 64 + {{ clock_number }})
{%- endmacro %}

{#-
    One number for a window: up to 1,048,576 windows of a clock in a case (tested in _sla__models.yml), and 137 thousand
    million cases.
-#}
{% macro sla_window_key(clock_key, window_number) -%}
    ({{ clock_key }} * 1048576 + {{ window_number }})
{%- endmacro %}

{% macro sla_clock_number_of(window_key) -%}
    {{ whole_quotient(window_key, '1048576') }} % 64
{%- endmacro %}

{% macro sla_window_number_of(window_key) -%}
    {{ window_key }} % 1048576
{%- endmacro %}
