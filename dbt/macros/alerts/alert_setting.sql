{#-
    Settings of alerts, in one place.

    history_days        how far back events are kept in a release
    baseline_weeks      what a repeated trouble is held against
-#}
{% macro alert_setting(name) -%}
    {{ return({
        'history_days': 120,
        'baseline_weeks': 8,
    }[name]) }}
{%- endmacro %}

{#- Severity of what happened to a case, by its priority. -#}
{% macro severity_of(priority) -%}
    case {{ priority }} when 'P0' then 'critical' when 'P1' then 'high' when 'P2' then 'medium' else 'low' end
{%- endmacro %}

{#- Its place, from 1, the gravest. -#}
{% macro severity_rank(severity) -%}
    case {{ severity }} when 'critical' then 1 when 'high' then 2 when 'medium' then 3 else 4 end
{%- endmacro %}
