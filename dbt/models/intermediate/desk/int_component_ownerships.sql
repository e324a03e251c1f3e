with

component_owners as (

    select * from {{ ref('stg_support__component_owners') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

known_owners as (

    select component_owners.*
    from component_owners
    inner join sources on component_owners.source = sources.source
    where component_owners.valid_from <= sources.as_of

),

bounded as (

    select
        source,
        component,
        team,
        owner_id,
        escalation_channel,
        valid_from,
        lag(valid_from) over along as valid_from_before,
        lead(valid_from) over along as valid_to
    from known_owners
    window along as (partition by source, component order by valid_from)

)

-- Nobody is named before the first owner: that one counts as the owner of older cases too.
select
    source,
    component,
    team,
    owner_id,
    escalation_channel,
    valid_from,
    case
        when valid_from_before is null then {{ instant('0') }}
        else valid_from
    end as counts_from,
    valid_to
from bounded
