with

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

state_spells as (

    select * from {{ ref('int_case_state_spells_to_compute') }}

),

counting_spells as (

    select * from {{ ref('int_case_counting_spells') }}

),

pieces as (

    select * from {{ ref('int_calendar_pieces') }}

),

-- A spell that is still open ends, for the sum, when its case is looked at.
changes as (

    select
        case_key,
        state_before,
        state,
        entered_second as at_second
    from state_spells
    union all
    select
        state_spells.case_key,
        state_spells.state as state_before,
        cast(null as {{ dbt.type_string() }}) as state,
        cases.as_of_second as at_second
    from state_spells
    inner join cases on state_spells.case_key = cases.case_key
    where state_spells.left_second is null and state_spells.state not in ('Resolved', 'Closed')

),

read_off as (

    select
        changes.case_key,
        changes.state_before,
        changes.state,
        changes.at_second,
        changes.state in ('Resolved', 'Closed')
        and coalesce(changes.state_before not in ('Resolved', 'Closed'), true) as is_solving,
        {{ case_seconds_at('spell', 'changes.at_second') }} as case_seconds,
        {{ case_business_seconds_at('spell', 'changes.at_second', 'piece') }} as case_business_seconds
    from changes
    {{ join_counting_spell('counting_spells', 'spell', 'changes.case_key', 'changes.at_second') }}
    {{ sla_join_piece('pieces', 'piece', 'spell.calendar_key', 'changes.at_second') }}

)

select * from read_off
