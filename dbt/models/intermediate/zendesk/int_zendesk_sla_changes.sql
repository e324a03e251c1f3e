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
        row_number() over (
            partition by history.case_key, history.field_name, history.updated_at
            order by history.updated_microsecond desc
        ) as newness_in_second,
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
        value,
        try_cast({{ json_text('value', 'minutes') }} as double) as minutes,
        coalesce(lower({{ json_text('value', 'in_business_hours') }}) = 'true', false) as is_business_time,
        effective_at
    from told
    where newness_in_second = 1

),

judged as (

    select
        *,
        case
            when clock is null then 'this SLA metric is not supported'
            when value is null then null
            when minutes is null then 'the SLA target names no minutes'
            when minutes < 0 then 'the SLA target is negative'
        end as flaw
    from read_values

)

select * from judged
