with

history as (

    select * from {{ ref('int_zendesk_history_to_compute') }}

),

metrics as (

    select * from {{ ref('zendesk_sla_metrics') }}

),

-- What Zendesk itself promised, and when: {"minutes": 60, "in_business_hours": true}, or nothing where it took it away.
told as (

    select
        history.case_key,
        history.source,
        history.ticket_id as case_id,
        history.field_name as metric,
        metrics.clock,
        nullif(nullif(trim(history.value), ''), 'null') as value,
        history.updated_microsecond,
        history.updated_at as effective_at
    from history
    inner join metrics on history.field_name = metrics.metric

),

read_values as (

    select
        case_key,
        source,
        case_id,
        metric,
        clock,
        value is null as is_withdrawn,
        try_cast({{ json_text('value', 'minutes') }} as double) as minutes,
        coalesce(lower({{ json_text('value', 'in_business_hours') }}) = 'true', false) as is_business_time,
        {{ epoch_seconds('effective_at') }} as effective_second,
        updated_microsecond
    from told

),

-- Of several in one second the last holds, which is seen where each is taken to hold until the next.
judged as (

    select
        *,
        case
            when clock is null then 'this SLA metric is not supported'
            when is_withdrawn then null
            when minutes is null then 'the SLA target names no minutes'
            when minutes < 0 then 'the SLA target is negative'
            when round(minutes * 60) < 1 then 'the SLA target is zero'
        end as flaw
    from read_values

)

select * from judged
