{#-
    Settings of the breach probability, in one place.

    snapshot_seconds   past clocks are looked at every so many seconds, at fixed moments (00:00, 04:00, ... UTC)
    held_out_weeks     the last whole weeks, kept from the fit and used to judge it
    history_weeks      whole weeks before those that are fitted; older ones tell of another desk
    buckets            equal parts of the target that has been used
    prior_count        how many looks a coarser group's rate weighs as, when a finer group's is estimated
-#}
{% macro risk_setting(name) -%}
    {{ return({
        'snapshot_seconds': 14400,
        'held_out_weeks': 4,
        'history_weeks': 52,
        'buckets': 10,
        'prior_count': 60,
    }[name]) }}
{%- endmacro %}
