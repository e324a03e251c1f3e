-- Read by a what-if alone, and named for dbt's graph in any case:
-- depends_on: {{ ref('int_sla_case_scopes') }}, {{ ref('int_sla_scope_targets') }}
{%- set is_what_if = what_if_table('clocks_before') %}

with

given as (

    select * from {{ ref('int_sla_given_target_spells') }}

){% if is_what_if %},

case_scopes as (

    select * from {{ ref('int_sla_case_scopes') }}

),

scope_targets as (

    select * from {{ ref('int_sla_scope_targets') }}

),

-- While a case is of a priority that a what-if has a target for, the source's own target says nothing.
left_by_what_if as (

    select
        given.clock_key,
        given.case_key,
        given.clock_number,
        given.policy_id,
        given.target_seconds,
        given.effective_second,
        given.calendar_id,
        given.calendar_key,
        greatest(given.from_second, case_scopes.from_second) as from_second,
        least(given.to_second, case_scopes.to_second) as to_second
    from given
    inner join case_scopes
        on
            given.case_key = case_scopes.case_key
            and given.from_second < case_scopes.to_second
            and given.to_second > case_scopes.from_second
    left join scope_targets
        on
            case_scopes.scope_key = scope_targets.scope_key
            and given.clock_number = scope_targets.clock_number
    where scope_targets.scope_key is null

){% endif %}

select * from {{ 'left_by_what_if' if is_what_if else 'given' }}
