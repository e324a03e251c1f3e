with

raw_rows as (

    select * from {{ source('support', 'case_macro_uses') }}

),

renamed as (

    select
        source,
        macro_use_id,
        case_id,
        tenant_id,
        macro_id,
        interaction_id,
        used_by,
        {{ whole_seconds('used_at') }} as used_at,
        loaded_at
    from raw_rows

)

select * from renamed
