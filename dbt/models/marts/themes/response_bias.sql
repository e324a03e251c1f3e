{%- set attributes = ['segment', 'plan', 'channel', 'sla_tier', 'priority', 'promise', 'reopening'] -%}

with

questions as (

    select * from {{ ref('survey_questions') }}

),

unpivoted as (

    {% for attribute in attributes %}
        select
            source,
            survey_kind,
            '{{ attribute }}' as attribute,
            {{ attribute }} as group_name,
            is_answered,
            points
        from questions
        where {{ attribute }} is not null
        {%- if not loop.last %}

            union all

        {% endif %}
    {% endfor %}

),

grouped as (

    select
        source,
        survey_kind,
        attribute,
        group_name,
        count(*) as asked_count,
        count(case when is_answered then 1 end) as answered_count,
        avg(points) as score,
        stddev_samp(points) as score_sd
    from unpivoted
    group by source, survey_kind, attribute, group_name

),

totals as (

    select
        source,
        survey_kind,
        attribute,
        group_name,
        asked_count,
        answered_count,
        score,
        score_sd,
        sum(asked_count) over (partition by source, survey_kind, attribute) as total_asked,
        sum(answered_count) over (partition by source, survey_kind, attribute) as total_answered
    from grouped

)

select
    source,
    survey_kind,
    attribute,
    group_name,
    asked_count,
    answered_count,
    cast(answered_count as double) / asked_count as response_rate,
    {{ wilson_bound('answered_count', 'asked_count', '-') }} as response_rate_low,
    {{ wilson_bound('answered_count', 'asked_count', '+') }} as response_rate_high,
    cast(asked_count as double) / total_asked as asked_share,
    {{ wilson_bound('asked_count', 'total_asked', '-') }} as asked_share_low,
    {{ wilson_bound('asked_count', 'total_asked', '+') }} as asked_share_high,
    cast(answered_count as double) / nullif(total_answered, 0) as answered_share,
    {{ wilson_bound('answered_count', 'total_answered', '-') }} as answered_share_low,
    {{ wilson_bound('answered_count', 'total_answered', '+') }} as answered_share_high,
    score,
    score_sd
from totals
