{{ config(materialized='view') }}

with

drivers as (

    select * from {{ ref('stg_platform__cost_drivers') }}

),

-- A price holds from its first day until the next one's; the first one reaches back.
prices as (

    select
        source,
        driver_key,
        category,
        unit_label,
        unit_cost_usd,
        case
            when row_number() over in_order = 1 then cast('0001-01-01' as date)
            else valid_from
        end as valid_from,
        coalesce(lead(valid_from) over in_order, cast('9999-12-31' as date)) as valid_to
    from drivers
    window in_order as (partition by source, driver_key order by coalesce(valid_from, cast('0001-01-01' as date)))

)

select * from prices
