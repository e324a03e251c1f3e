with

clocks as (

    select * from {{ ref('int_sla_clocks') }}

),

zendesk_changes as (

    select * from {{ ref('int_zendesk_sla_changes') }}

),

given as (

    select distinct
        source,
        clock
    from zendesk_changes
    where flaw is null

)

select
    given.source,
    clocks.clock_number
from given
inner join clocks on given.clock = clocks.clock
