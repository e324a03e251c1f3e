with

cases as (

    select * from {{ ref('closed_cases') }}

),

signs as (

    select * from {{ ref('closed_case_signs') }}

),

sign_backlogs as (

    select * from {{ ref('sign_backlogs') }}

),

-- More than half of such cases, with 95 % certainty: at most one backlog of a sign can be that.
ranked as (

    select
        cases.source,
        cases.case_id,
        signs.kind,
        signs.sign_id,
        signs.sign_label,
        sign_backlogs.backlog,
        sign_backlogs.case_count,
        sign_backlogs.told_count,
        row_number() over (
            partition by cases.source, cases.case_id
            order by sign_backlogs.share_low desc, signs.kind asc, signs.sign_id asc
        ) as place
    from cases
    inner join signs on cases.source = signs.source and cases.case_id = signs.case_id
    inner join sign_backlogs
        on
            signs.source = sign_backlogs.source
            and signs.kind = sign_backlogs.kind
            and signs.sign_id = sign_backlogs.sign_id
            and cases.closed_week = sign_backlogs.closed_week
    where
        cases.backlog is null
        and sign_backlogs.share_low > 0.5
        and sign_backlogs.told_count >= {{ backlog_setting('fewest_told_cases') }}

)

select
    source,
    case_id,
    kind,
    sign_id,
    sign_label,
    backlog,
    case_count,
    told_count
from ranked
where place = 1
