with

stations as (

    select * from {{ ref('int_case_stations') }}

),

paths as (

    select
        case_key,
        {{ joined_in_order('level', ' → ', 'moment') }} as level_path,
        {{ joined_in_order('team', ' → ', 'moment') }} as team_path,
        count(*) as station_count,
        max(case when level = 'on-call' then 1 else 0 end) = 1 as reaches_on_call,
        max(case when level = 'engineering' then 1 else 0 end) = 1 as reaches_engineering,
        max(case when level = 'product' then 1 else 0 end) = 1 as reaches_product
    from stations
    group by case_key

)

select * from paths
