with

raw_rows as (

    select * from {{ source('support', 'satisfaction_surveys') }}

),

renamed as (

    select
        source,
        survey_response_id,
        case_id,
        tenant_id,
        customer_id,
        channel,
        comment,
        score,
        {{ whole_seconds('sent_at') }} as sent_at,
        {{ whole_seconds('answered_at') }} as answered_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
