with

spells as (

    select * from {{ ref('int_case_state_spells') }}

),

cases as (

    select * from {{ ref('int_cases') }}

),

legal_transitions as (

    select * from {{ ref('legal_state_transitions') }}

),

moves as (

    select
        cases.source,
        cases.tenant_id,
        cases.case_id,
        spells.state_before,
        spells.state,
        spells.entered_second
    from spells
    inner join cases on spells.case_key = cases.case_key
    where spells.state_before is not null

),

illegal_moves as (

    select moves.*
    from moves
    left join legal_transitions
        on
            moves.state_before = legal_transitions.from_state
            and moves.state = legal_transitions.to_state
            and legal_transitions.source in ('*', moves.source)
    where legal_transitions.to_state is null

)

select
    source,
    tenant_id,
    case_id,
    state_before,
    state as state_after,
    {{ instant('entered_second') }} as occurred_at
from illegal_moves
