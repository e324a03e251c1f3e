with

statuses as (

    select * from {{ ref('int_zendesk_unclear_statuses') }}

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
        'unknown status ' || status as problem,
        'counts as work going on; say what it means in the settings' as effect
    from statuses
    where is_unmapped

    union all

    select
        source,
        case_id,
        updated_at,
        'no status in the history' as problem,
        'today''s status is dated by the last change' as effect
    from statuses
    where is_undated

    union all

    select
        source,
        case_id,
        updated_at,
        'unknown priority ' || zendesk_priority as problem,
        'the one before goes on holding' as effect
    from priorities
    where priority is null

    union all

    select
        source,
        case_id,
        {{ instant('effective_second') }} as updated_at,
        metric || ': ' || flaw as problem,
        'the target before goes on holding' as effect
    from sla_changes
    where flaw is not null

),

flagged as (

    select
        source,
        'ticket_field_history' as subject,
        case_id,
        'ticket ' || case_id || ', ' || cast(updated_at as {{ dbt.type_string() }}) as record_key,
        problem,
        effect
    from ticket_flaws

    union all

    select
        source,
        subject,
        cast(null as {{ dbt.type_string() }}) as case_id,
        record_key,
        problem,
        effect
    from schedule_flaws

)

select * from flagged
