with

sources as (

    select * from {{ ref('int_sources') }}

),

configured as (

    select * from {{ ref('stg_ingestion__sources') }}

),

contracts as (

    select * from {{ ref('stg_ingestion__contracts') }}

),

{% set staged_otherwise = {'zendesk_fivetran__ticket': 'stg_zendesk__tickets'} %}
-- The newest moment that each promised table of each source tells of; the future is not seen.
{% set promised = [
    ('support', 'cases', 'updated_at'),
    ('support', 'case_state_transitions', 'occurred_at'),
    ('support', 'case_assignments', 'assigned_at'),
    ('support', 'case_interactions', 'occurred_at'),
    ('support', 'satisfaction_surveys', 'updated_at'),
    ('event_log', 'events', 'occurred_at'),
    ('event_log', 'case_list', 'changed_at'),
    ('zendesk_fivetran', 'ticket', 'updated_at'),
    ('platform', 'sync_history', 'started_at'),
    ('platform', 'events', 'occurred_at'),
    ('platform', 'audit_logs', 'occurred_at'),
    ('platform', 'action_logs', 'started_at'),
    ('platform', 'reflex_logs', 'fired_at'),
] %}
newest as (

    {% for contract_source, table, event_time in promised %}
        select
            '{{ contract_source }}' as contract_source,
            '{{ table }}' as table_name,
            rows_of_table.source,
            count(*) as row_count,
            max(case when rows_of_table.{{ event_time }} <= sources.as_of then rows_of_table.{{ event_time }} end)
                as newest_event_at,
            max(rows_of_table.loaded_at) as newest_load_at
        {% set name = contract_source ~ '__' ~ table %}
        from {{ ref(staged_otherwise.get(name, 'stg_' ~ name)) }} as rows_of_table
        inner join sources on rows_of_table.source = sources.source
        group by rows_of_table.source
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- A table that a source says it has is expected of it, rows or none.
expected as (

    select
        configured.source,
        configured.as_of,
        configured.is_as_of_last_event,
        contracts.contract_source,
        contracts.table_name,
        contracts.owner,
        contracts.freshness_hours,
        {{ list_holds('configured.tables', "contracts.contract_source || '.' || contracts.table_name") }} as is_offered
    from configured
    cross join contracts
    where contracts.freshness_hours is not null

),

measured as (

    select
        expected.source,
        expected.contract_source,
        expected.table_name,
        expected.owner,
        expected.freshness_hours,
        coalesce(newest.row_count, 0) as row_count,
        newest.newest_event_at,
        newest.newest_load_at,
        expected.as_of,
        expected.is_as_of_last_event,
        ({{ epoch_seconds('expected.as_of') }} - {{ epoch_seconds('newest.newest_event_at') }}) / 3600.0 as age_hours
    from expected
    left join newest
        on
            expected.source = newest.source
            and expected.contract_source = newest.contract_source
            and expected.table_name = newest.table_name
    where expected.is_offered or newest.source is not null

)

select
    source,
    contract_source,
    table_name,
    owner,
    case
        when is_as_of_last_event then 'export'
        when newest_event_at is null then 'late'
        when age_hours > freshness_hours then 'late'
        else 'ok'
    end as freshness_state,
    freshness_hours,
    row_count,
    age_hours,
    newest_event_at,
    newest_load_at,
    as_of
from measured
