with

state_spells as (

    select * from {{ ref('int_case_state_spells_to_compute') }}

),

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

milestones as (

    select * from {{ ref('int_case_milestones') }}

),

-- What a case waited after its last resolution took nothing from the time to resolve it.
waiting_times as (

    select
        state_spells.case_key,
        cast(
            sum(coalesce(state_spells.left_second, cases.as_of_second) - state_spells.entered_second) as bigint
        ) as waiting_on_customer_seconds,
        cast(
            sum(
                greatest(
                    least(coalesce(state_spells.left_second, cases.as_of_second), milestones.resolved_second)
                    - state_spells.entered_second,
                    0
                )
            ) as bigint
        ) as waiting_before_resolution_seconds
    from state_spells
    inner join cases on state_spells.case_key = cases.case_key
    inner join milestones on state_spells.case_key = milestones.case_key
    where state_spells.state = 'Waiting-on-customer'
    group by state_spells.case_key

)

select * from waiting_times
