with

raw_rows as (

    select * from {{ source('platform', 'governance_policies') }}

),

renamed as (

    select
        source,
        id as policy_id,
        name as policy_name,
        type as policy_type,
        logic,
        status,
        {{ whole_seconds('valid_from') }} as valid_from,
        loaded_at
    from raw_rows

)

select * from renamed
