with

raw_rows as (

    select * from {{ source('platform', 'next_best_actions') }}

),

renamed as (

    select
        source,
        tenant_id,
        entity_id,
        suggestion,
        impact,
        decision,
        confidence,
        {{ whole_seconds('suggested_at') }} as suggested_at,
        {{ whole_seconds('decided_at') }} as decided_at,
        loaded_at
    from raw_rows

)

select * from renamed
