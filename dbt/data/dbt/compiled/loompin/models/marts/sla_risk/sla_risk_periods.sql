with

sources as (

    select * from "warehouse"."intermediate"."int_sources"

),

-- 1970-01-05 was a Monday: whole weeks are counted from there.
last_mondays as (

    select
        source,
        as_of_second,
        ((as_of_second - 345600) // (604800)) * 604800 + 345600 as monday_second
    from sources

),

periods as (

    select
        source,
        as_of_second,
        monday_second as held_out_to_second,
        monday_second - 4 * 604800 as held_out_from_second,
        monday_second - 56 * 604800
            as history_from_second
    from last_mondays

)

select * from periods