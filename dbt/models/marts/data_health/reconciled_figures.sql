{#- Every model of figures that are both reported and computed; a new one is added to this list. -#}
{%- set reconciled = [
    'access_reconciliations',
    'agents_reconciliations',
    'app_store_reconciliations',
    'billing_reconciliations',
    'competitor_reconciliations',
    'database_reconciliations',
    'desk_reconciliations',
    'driver_reconciliations',
    'integrations_reconciliations',
    'journey_reconciliations',
    'knowledge_reconciliations',
    'messaging_reconciliations',
    'planning_reconciliations',
    'product_reconciliations',
    'segment_reconciliations',
    'survey_reconciliations',
    'telemetry_reconciliations',
] -%}

with

{{ unioned_rows(reconciled) }}

select
    *,
    reported_value - computed_value as difference,
    case
        when computed_value is null then 'not computable'
        when reported_value is null then 'not reported'
        when abs(reported_value - computed_value) <= tolerance then 'agrees'
        else 'differs'
    end as verdict
from unioned
