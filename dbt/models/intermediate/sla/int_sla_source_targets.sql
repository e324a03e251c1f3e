with

clocks as (

    select * from {{ ref('int_sla_clocks') }}

),

told_targets as (

    select * from {{ ref('int_zendesk_sla_targets') }}

),

numbered as (

    select
        {{ sla_clock_key('told_targets.case_key', 'clocks.clock_number') }} as clock_key,
        told_targets.case_key,
        clocks.clock_number,
        told_targets.policy_id,
        told_targets.target_seconds,
        told_targets.is_business_time,
        told_targets.effective_second,
        told_targets.effective_second * 1000000 + told_targets.updated_microsecond as place
    from told_targets
    inner join clocks on told_targets.clock = clocks.clock

)

select * from numbered
