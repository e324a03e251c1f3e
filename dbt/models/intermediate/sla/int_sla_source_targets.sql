with

clocks as (

    select * from {{ ref('int_sla_clocks') }}

),

told_targets as (

    select * from {{ ref('int_zendesk_sla_targets') }}

),

numbered as (

    select
        told_targets.case_key,
        clocks.clock_number,
        told_targets.policy_id,
        told_targets.target_seconds,
        told_targets.is_business_time,
        {{ epoch_seconds('told_targets.effective_at') }} as effective_second
    from told_targets
    inner join clocks on told_targets.clock = clocks.clock

)

select * from numbered
