with

actions as (

    select * from {{ ref('stg_platform__action_logs') }}

),

governed_actions as (

    select * from {{ ref('governed_actions') }}

),

asked_for as (

    select
        actions.source,
        actions.tenant_id,
        'refund_req' as signal,
        actions.action_id as entity_id,
        cast(1 as double) as signal_value,
        actions.requested_at as observed_at,
        cast(null as timestamptz) as observed_until
    from actions
    inner join governed_actions on actions.action_type = governed_actions.action_type
    where governed_actions.subject = 'refund' and actions.requested_at is not null

)

select * from asked_for
