{#- Every table whose rows tell of a case, with the column that names it and the time they tell of. -#}
{%- set tables = [
    ('stg_support__case_state_transitions', 'case_id', 'occurred_at'),
    ('stg_support__case_priority_changes', 'case_id', 'occurred_at'),
    ('stg_support__case_interactions', 'case_id', 'occurred_at'),
    ('stg_support__case_assignments', 'case_id', 'assigned_at'),
    ('stg_support__escalations', 'case_id', 'escalated_at'),
    ('stg_support__satisfaction_surveys', 'case_id', 'sent_at'),
    ('stg_event_log__events', 'case_id', 'occurred_at'),
    ('stg_event_log__case_list', 'case_id', 'changed_at'),
    ('stg_zendesk__tickets', 'ticket_id', 'updated_at'),
    ('stg_zendesk__ticket_field_history', 'ticket_id', 'updated_at'),
    ('stg_zendesk__ticket_comments', 'ticket_id', 'created_at'),
    ('stg_zendesk__ticket_schedules', 'ticket_id', 'created_at'),
    ('stg_zendesk__ticket_sla_policies', 'ticket_id', 'policy_applied_at'),
] -%}
{%- set first_load = first_new_load() -%}
{%- set earlier_state = earlier_relation('marts', 'case_build_state') -%}

with

{% for model, case_column, moment in tables %}
    {{ model }}_rows as (

        select
            source,
            {{ case_column }} as case_id,
            loaded_at,
            {{ epoch_seconds(moment) }} as occurred_second
        from {{ ref(model) }}

    ),

{% endfor %}
rows_of_cases as (

    {% for model, case_column, moment in tables %}
        select * from {{ model }}_rows
        {%- if not loop.last %}
            union all
        {%- endif %}
    {% endfor %}

),

newly_loaded as (

    select
        source,
        case_id
    from rows_of_cases
    where loaded_at >= {{ first_load }}

),

-- What lay in the future when it was looked at last.
newly_visible as (

    select
        rows_of_cases.source,
        rows_of_cases.case_id
    from rows_of_cases
    {% if earlier_state is not none %}
        inner join {{ earlier_state }} as state_before
            on
                rows_of_cases.source = state_before.source
                and rows_of_cases.occurred_second > state_before.as_of_second
    {% endif %}

),

unioned as (

    select * from newly_loaded
    union all
    select * from newly_visible

)

select distinct
    source,
    case_id
from unioned
