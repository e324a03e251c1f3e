with

statuses as (

    select * from {{ ref('int_zendesk_statuses') }}

),

priorities as (

    select * from {{ ref('int_zendesk_priorities') }}

),

sla_changes as (

    select * from {{ ref('int_zendesk_sla_changes') }}

),

schedule_flaws as (

    select * from {{ ref('int_zendesk_schedule_flaws') }}

),

ticket_flaws as (

    select
        source,
        case_id,
        updated_at,
        'unknown status ' || status || ': counted as work going on; say what it means in the settings' as reason
    from statuses
    where is_unmapped

    union all

    select
        source,
        case_id,
        updated_at,
        'no status in the history: today''s is dated by the last change' as reason
    from statuses
    where is_undated

    union all

    select
        source,
        case_id,
        updated_at,
        'unknown priority ' || zendesk_priority || ': the one before goes on holding' as reason
    from priorities
    where priority is null

    union all

    select
        source,
        case_id,
        effective_at as updated_at,
        metric || ': ' || flaw as reason
    from sla_changes
    where flaw is not null

),

flagged as (

    select
        source,
        'ticket_field_history' as table_name,
        case_id,
        'ticket ' || case_id || ', ' || cast(updated_at as {{ dbt.type_string() }}) as record_key,
        reason
    from ticket_flaws

    union all

    select
        source,
        table_name,
        cast(null as {{ dbt.type_string() }}) as case_id,
        record_key,
        reason
    from schedule_flaws

)

select * from flagged
