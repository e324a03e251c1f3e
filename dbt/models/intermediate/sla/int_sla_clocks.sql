with

clocks as (

    select * from {{ ref('sla_clocks') }}

),

-- A number for each clock: within the engine numbers are compared, and names come back in the mart.
numbered as (

    select
        row_number() over (order by clock) as clock_number,
        *
    from clocks

)

select * from numbered
