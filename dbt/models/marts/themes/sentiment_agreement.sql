{#- Where a lexicon's authors draw the line between good, even and bad (Hutto and Gilbert 2014). -#}
{%- set line = 0.05 -%}
{#- Events below which nothing is said of their agreement. -#}
{%- set floor = 10 -%}

with

feedback as (

    select * from {{ ref('customer_feedback') }}

),

scored as (

    select
        source,
        event_type,
        given_sentiment_score as given,
        computed_sentiment_score as computed,
        case
            when given_sentiment_score >= {{ line }} then 1
            when given_sentiment_score <= -{{ line }} then -1
            else 0
        end as given_class,
        case
            when computed_sentiment_score >= {{ line }} then 1
            when computed_sentiment_score <= -{{ line }} then -1
            else 0
        end as computed_class
    from feedback
    where given_sentiment_score is not null and computed_sentiment_score is not null

),

grouped as (

    select
        source,
        event_type,
        given,
        computed,
        given_class,
        computed_class
    from scored

    union all

    select
        source,
        'all' as event_type,
        given,
        computed,
        given_class,
        computed_class
    from scored

),

compared as (

    select
        source,
        event_type,
        count(*) as event_count,
        avg(given) as average_given,
        avg(computed) as average_computed,
        case when count(*) >= {{ floor }} then avg(computed - given) end as mean_difference,
        stddev_samp(computed - given) as difference_sd,
        case when count(*) >= {{ floor }} then avg(abs(computed - given)) end as mean_absolute_difference,
        case
            when count(*) >= {{ floor }} and stddev_samp(given) > 0 and stddev_samp(computed) > 0
                then corr(given, computed)
        end as correlation,
        count(case when given_class = computed_class then 1 end) as same_class_count,
        count(case when given_class <> 0 and computed_class <> 0 then 1 end) as signed_count,
        count(case when given_class <> 0 and computed_class = given_class then 1 end) as same_sign_count
    from grouped
    group by source, event_type

)

-- The interval of the correlation is Fisher's (1921): atanh(r) ± 1.96 / sqrt(n - 3).
select
    source,
    event_type,
    event_count,
    average_given,
    average_computed,
    mean_difference,
    {{ mean_bound('mean_difference', 'difference_sd', 'event_count', '-') }} as mean_difference_low,
    {{ mean_bound('mean_difference', 'difference_sd', 'event_count', '+') }} as mean_difference_high,
    mean_absolute_difference,
    correlation,
    case
        when abs(correlation) < 1
            then tanh(atanh(correlation) - 1.959963984540054 / sqrt(event_count - 3))
    end as correlation_low,
    case
        when abs(correlation) < 1
            then tanh(atanh(correlation) + 1.959963984540054 / sqrt(event_count - 3))
    end as correlation_high,
    cast(same_class_count as double) / event_count as same_class_rate,
    {{ wilson_bound('same_class_count', 'event_count', '-') }} as same_class_rate_low,
    {{ wilson_bound('same_class_count', 'event_count', '+') }} as same_class_rate_high,
    signed_count,
    cast(same_sign_count as double) / nullif(signed_count, 0) as same_sign_rate,
    {{ wilson_bound('same_sign_count', 'signed_count', '-') }} as same_sign_rate_low,
    {{ wilson_bound('same_sign_count', 'signed_count', '+') }} as same_sign_rate_high
from compared
