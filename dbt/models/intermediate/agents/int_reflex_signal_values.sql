{#-
    Every value of every signal: one row per entity and time. A new measure of a signal is a model with these columns,
    named here and in seeds/reflex_signals.csv.
-#}
{%- set measured = [
    'int_reflex_values_of_events', 'int_reflex_values_of_messages', 'int_reflex_values_of_surveys',
    'int_reflex_values_of_case_counts', 'int_reflex_values_of_health', 'int_reflex_values_of_refunds',
] -%}

with

{{ unioned_rows(measured) }}

select
    source,
    tenant_id,
    signal,
    entity_id,
    signal_value,
    observed_at,
    observed_until
from unioned
