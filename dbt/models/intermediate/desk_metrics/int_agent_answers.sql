with

surveys as (

    select * from {{ ref('stg_support__satisfaction_surveys') }}

),

assignments as (

    select * from {{ ref('stg_support__case_assignments') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

answers as (

    select
        surveys.source,
        surveys.tenant_id,
        surveys.survey_response_id,
        surveys.case_id,
        surveys.score,
        surveys.sent_at,
        cast({{ dbt.date_trunc('month', 'surveys.answered_at') }} as date) as answer_month
    from surveys
    inner join sources on surveys.source = sources.source
    where surveys.score is not null and surveys.answered_at <= sources.as_of

),

-- An answer is about the agent who held the case when it was asked, whoever took it over since.
held as (

    select
        answers.source,
        answers.survey_response_id,
        assignments.assignee_id as agent_id,
        row_number() over (
            partition by answers.source, answers.survey_response_id
            order by assignments.assigned_microsecond desc, assignments.assignment_id desc
        ) as place
    from answers
    inner join assignments
        on
            answers.source = assignments.source
            and answers.case_id = assignments.case_id
            and answers.sent_at >= assignments.assigned_at

)

select
    platforms.platform_source as source,
    answers.tenant_id,
    answers.case_id,
    answers.score,
    answers.answer_month,
    held.agent_id
from answers
inner join platforms on answers.source = platforms.source
left join held
    on answers.source = held.source and answers.survey_response_id = held.survey_response_id and held.place = 1
