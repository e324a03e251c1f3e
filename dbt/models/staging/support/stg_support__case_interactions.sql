with

raw_rows as (

    select * from {{ source('support', 'case_interactions') }}

),

renamed as (

    select
        source,
        interaction_id,
        case_id,
        tenant_id,
        author_id,
        kind,
        author_kind,
        channel,
        body,
        sentiment_score,
        handling_seconds,
        is_public,
        {{ whole_seconds('occurred_at') }} as occurred_at,
        {{ microsecond('occurred_at') }} as occurred_microsecond,
        loaded_at
    from raw_rows

)

select * from renamed
