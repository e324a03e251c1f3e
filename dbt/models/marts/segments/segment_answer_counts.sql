{#- What is measured of an answer: the name, and the column. -#}
{%- set means = [
    ('nps', 'nps_points'), ('sentiment', 'sentiment_score'), ('joy', 'joy'), ('anger', 'anger'), ('fear', 'fear')
] -%}

with

moments as (

    select * from {{ ref('segment_moments') }}
    where weeks_ago = 0

),

answers as (

    select
        *,
        case
            when nps_score >= 9 then 100
            when nps_score <= 6 then -100
            when nps_score is not null then 0
        end as nps_points
    from {{ ref('segment_answers') }}

),

windows as (

    select 90 as window_days
    union all
    select 365 as window_days

),

windowed as (

    select
        answers.*,
        windows.window_days
    from answers
    inner join moments on answers.source = moments.source
    cross join windows
    where answers.answered_on > cast(moments.moment - windows.window_days * interval '1' day as date)

),

-- Of all tenants together (without a tenant_id), and of each.
scoped as (

    select
        *,
        tenant_id as scope_id,
        tenant_name as scope_name
    from windowed

    union all

    select
        *,
        null as scope_id,
        null as scope_name
    from windowed

),

counted as (

    select
        source,
        segment_id,
        window_days,
        scope_id as tenant_id,
        scope_name as tenant_name,
        count(*) as answer_count,
        count(distinct customer_id) as answering_customer_count,
        count(csat_score) as csat_count,
        count(case when csat_score >= 4 then 1 end) as satisfied_count,
        {% for name, number in means %}
            count({{ number }}) as {{ name }}_count,
            avg(cast({{ number }} as double)) as {{ name }}_mean,
            stddev_samp(cast({{ number }} as double)) as {{ name }}_sd
            {%- if not loop.last %}, {% endif %}
        {% endfor %}
    from scoped
    group by source, segment_id, window_days, scope_id, scope_name

)

select * from counted
