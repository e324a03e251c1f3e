with

actions as (

    select * from {{ ref('stg_platform__action_logs') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- What agents did or are at; what failed or was called off did not happen. Of what they wrote only this is kept.
taken as (

    select
        actions.source,
        actions.tenant_id,
        actions.action_id,
        actions.agent_id,
        actions.action_type,
        actions.acting_role,
        actions.target_entity,
        actions.target_action,
        actions.status,
        actions.approved_by,
        actions.spend_usd,
        actions.amount_usd,
        actions.requested_at,
        actions.started_at,
        sources.as_of_second,
        actions.output_text is not null as has_output,
        coalesce({{ has_email('actions.output_text') }}, false) as shows_email,
        coalesce({{ has_phone('actions.output_text') }}, false) as shows_phone,
        {{ epoch_seconds('actions.started_at') }} + cast(floor(coalesce(actions.duration_seconds, 0)) as bigint)
            as ended_second
    from actions
    inner join sources on actions.source = sources.source
    where actions.started_at is null or actions.started_at <= sources.as_of

)

select * from taken
