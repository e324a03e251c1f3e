with

raw_rows as (

    select * from {{ source('support', 'sla_policies') }}

),

renamed as (

    select
        source,
        policy_id,
        tenant_id,
        calendar_id,
        name as policy_name,
        segment,
        sla_tier,
        priority,
        clock,
        target_unit,
        target_amount,
        {{ whole_seconds('valid_from') }} as valid_from,
        {{ whole_seconds('valid_to') }} as valid_to,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
