with

surveys as (

    select * from {{ ref('stg_support__satisfaction_surveys') }}

),

answered as (

    select
        source,
        tenant_id,
        'csat' as signal,
        survey_response_id as entity_id,
        cast(score as double) as signal_value,
        answered_at as observed_at,
        cast(null as timestamptz) as observed_until
    from surveys
    where score is not null

)

select * from answered
