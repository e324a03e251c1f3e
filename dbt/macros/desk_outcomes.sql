{#-
    What is compared between cases where something was used and cases where it was not: name, the number of a case in
    desk_cases (null where it has none), how a difference is told, and whether less is better. Times are compared by
    their logarithms, since a few cases take a hundred times as long as most, and told as a ratio.
-#}
{% macro desk_outcomes() -%}
    {{ return([
        ('first reply', logarithm_of_seconds('first_reply_seconds'), 'ratio', true),
        ('resolution', logarithm_of_seconds('time_to_resolve_seconds'), 'ratio', true),
        ('resolution net of waiting', logarithm_of_seconds('time_to_resolve_net_seconds'), 'ratio', true),
        ('reopened', 'case when is_ever_resolved then case when is_reopened then 1 else 0 end end', 'points', true),
        ('breached', 'case when is_breached then 1 else 0 end', 'points', true),
        ('satisfied', 'case when is_answered then case when is_satisfied then 1 else 0 end end', 'points', false),
    ]) }}
{%- endmacro %}

{#- greatest() takes no notice of nulls: without the case, what has no time would have taken a second. -#}
{% macro logarithm_of_seconds(seconds) -%}
    case when {{ seconds }} is not null then ln(greatest({{ seconds }}, 1)) end
{%- endmacro %}
