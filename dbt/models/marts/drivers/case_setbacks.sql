{#- A case has waited when it stood with the customer for so long at a stretch. -#}
{%- set waited_seconds = 86400 -%}

with

cases as (

    select * from {{ ref('int_cases') }}

),

events as (

    select * from {{ ref('int_case_events') }}

),

spells as (

    select * from {{ ref('int_case_state_spells') }}

),

windows as (

    select * from {{ ref('sla_clock_windows') }}

),

breached as (

    select
        case_key,
        'breached' as setback,
        min({{ epoch_seconds('breached_at') }}) as happened_second
    from windows
    where is_breached
    group by case_key

),

teams as (

    select
        case_key,
        occurred_second,
        row_number() over (partition by case_key order by moment) as team_number
    from events
    where kind = 'group_changed'

),

-- The first team of a case took it from nobody.
handed_over as (

    select
        case_key,
        'handed_over' as setback,
        min(occurred_second) as happened_second
    from teams
    where team_number > 1
    group by case_key

),

reopened as (

    select
        case_key,
        'reopened' as setback,
        min(entered_second) as happened_second
    from spells
    where state_before in ('Resolved', 'Closed') and state not in ('Resolved', 'Closed')
    group by case_key

),

waited as (

    select
        spells.case_key,
        'waited' as setback,
        min(spells.entered_second + {{ waited_seconds }}) as happened_second
    from spells
    inner join cases on spells.case_key = cases.case_key
    where
        spells.state = 'Waiting-on-customer'
        and coalesce(spells.left_second, cases.as_of_second) - spells.entered_second >= {{ waited_seconds }}
    group by spells.case_key

),

unioned as (

    select * from breached
    union all
    select * from handed_over
    union all
    select * from reopened
    union all
    select * from waited

)

select
    cases.source,
    cases.case_id,
    cases.customer_id,
    unioned.setback,
    {{ instant('unioned.happened_second') }} as happened_at
from unioned
inner join cases on unioned.case_key = cases.case_key
