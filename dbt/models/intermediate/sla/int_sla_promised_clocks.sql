with

clocks as (

    select * from {{ ref('int_sla_clocks') }}

),

scope_targets as (

    select * from {{ ref('int_sla_scope_targets') }}

),

given_clocks as (

    select * from {{ ref('int_sla_given_clocks') }}

),

-- A clock for which nobody ever promised anything makes no rows, and need not be followed through every case.
promised as (

    select clock_number from scope_targets
    where target_seconds is not null
    union
    select clock_number from given_clocks

),

promised_clocks as (

    select clocks.*
    from clocks
    inner join promised on clocks.clock_number = promised.clock_number

)

select * from promised_clocks
