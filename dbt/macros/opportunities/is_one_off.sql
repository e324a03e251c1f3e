{#- Whether something of a sort, with so many cases in the period, happened once rather than keeps happening. -#}
{% macro is_one_off(sort, case_count) -%}
    ({{ sort }} = 'incident' or ({{ sort }} = 'bug' and {{ case_count }} < {{ opportunity_setting('floor') }}))
{%- endmacro %}
