with

spells as (

    select * from {{ ref('int_case_state_spells_to_compute') }}

),

-- Accepted: the first entry to Triage, or to any state past New where Triage is skipped. The first spell is New.
acknowledgements as (

    select
        case_key,
        'acknowledged' as signal,
        entered_second as occurred_second,
        moment
    from spells
    where spell_number = 2

),

reopenings as (

    select
        case_key,
        'reopened' as signal,
        entered_second as occurred_second,
        moment
    from spells
    where state_before in ('Resolved', 'Closed') and state not in ('Resolved', 'Closed')

),

entries_to_states as (

    select
        case_key,
        concat('state:', state) as signal,
        entered_second as occurred_second,
        moment
    from spells
    where state in ('Resolved', 'Closed')

),

unioned as (

    select * from acknowledgements
    union all
    select * from reopenings
    union all
    select * from entries_to_states

)

select * from unioned
