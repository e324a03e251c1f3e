{#- A root cause as seeds/root_cause_backlogs.csv has it: a log writes "How to" and "how-to" for how_to. -#}
{% macro folded_cause(column) -%}
    replace(replace(lower(trim({{ column }})), ' ', '_'), '-', '_')
{%- endmacro %}
