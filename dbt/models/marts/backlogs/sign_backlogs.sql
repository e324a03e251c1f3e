with

cases as (

    select * from {{ ref('closed_cases') }}

),

signs as (

    select * from {{ ref('closed_case_signs') }}

),

given_counts as (

    select
        cases.source,
        signs.kind,
        signs.sign_id,
        cases.closed_week,
        cases.backlog,
        count(*) as case_count
    from signs
    inner join cases on signs.source = cases.source and signs.case_id = cases.case_id
    where cases.backlog is not null
    group by cases.source, signs.kind, signs.sign_id, cases.closed_week, cases.backlog

),

questions as (

    select distinct
        cases.source,
        signs.kind,
        signs.sign_id,
        cases.closed_week
    from signs
    inner join cases on signs.source = cases.source and signs.case_id = cases.case_id
    where cases.backlog is null

),

-- Only weeks before the case's own count, so that what a week says does not change with what comes after it.
known as (

    select
        questions.source,
        questions.kind,
        questions.sign_id,
        questions.closed_week,
        given_counts.backlog,
        sum(given_counts.case_count) as case_count
    from questions
    inner join given_counts
        on
            questions.source = given_counts.source
            and questions.kind = given_counts.kind
            and questions.sign_id = given_counts.sign_id
            and questions.closed_week > given_counts.closed_week
    group by questions.source, questions.kind, questions.sign_id, questions.closed_week, given_counts.backlog

),

shares as (

    select
        *,
        sum(case_count) over (partition by source, kind, sign_id, closed_week) as told_count
    from known

)

select
    *,
    {{ wilson_bound('case_count', 'told_count', '-') }} as share_low
from shares
