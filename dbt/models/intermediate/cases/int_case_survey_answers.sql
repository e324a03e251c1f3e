with

surveys as (

    select * from {{ ref('stg_support__satisfaction_surveys') }}

),

survey_answers as (

    select
        source,
        case_id,
        min(sent_at) as survey_sent_at,
        max(answered_at) as survey_answered_at,
        max_by(score, answered_at) as csat_score
    from surveys
    group by source, case_id

)

select * from survey_answers
