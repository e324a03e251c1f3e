with

raw_rows as (

    select * from {{ source('platform', 'simulation_runs') }}

),

renamed as (

    select
        source,
        id as run_id,
        scenario_name,
        run_time_ms,
        outcome,
        confidence,
        {{ whole_seconds('ran_at') }} as ran_at,
        loaded_at
    from raw_rows

)

select * from renamed
