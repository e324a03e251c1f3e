with

compared_cases as (

    select * from {{ ref('desk_compared_cases') }}

),

cases as (

    select * from {{ ref('desk_cases') }}

),

numbers as (

    select
        case_key,
        source,
        coalesce(priority, 'none') as priority,
        {% for _, number, _, _ in desk_outcomes() -%}
            cast({{ number }} as double) as outcome_{{ loop.index }},
        {% endfor -%}
        coalesce(component, 'none') as component
    from cases

),

-- One pass over the cases; what follows is a few rows for each macro, priority and component.
summed as (

    select
        numbers.source,
        compared_cases.family,
        compared_cases.subject,
        compared_cases.entity_id,
        compared_cases.is_used,
        numbers.priority,
        {% for _ in desk_outcomes() -%}
            count(numbers.outcome_{{ loop.index }}) as case_count_{{ loop.index }},
            sum(numbers.outcome_{{ loop.index }}) as total_{{ loop.index }},
            sum(numbers.outcome_{{ loop.index }} * numbers.outcome_{{ loop.index }}) as squares_{{ loop.index }},
        {% endfor -%}
        numbers.component
    from compared_cases
    inner join numbers on compared_cases.case_key = numbers.case_key
    group by
        numbers.source, compared_cases.family, compared_cases.subject, compared_cases.entity_id,
        compared_cases.is_used, numbers.priority, numbers.component

),

cells as (

    {% for outcome, _, scale, is_less_better in desk_outcomes() %}
        select
            source,
            family,
            subject,
            entity_id,
            is_used,
            priority,
            component,
            '{{ outcome }}' as outcome,
            '{{ scale }}' as scale,
            {{ is_less_better }} as is_less_better,
            case_count_{{ loop.index }} as case_count,
            total_{{ loop.index }} / case_count_{{ loop.index }} as mean,
            greatest(
                squares_{{ loop.index }}
                - total_{{ loop.index }} * total_{{ loop.index }} / case_count_{{ loop.index }},
                0
            ) as squared_deviations
        from summed
        where case_count_{{ loop.index }} > 0
        {%- if not loop.last %}

            union all

        {% endif %}
    {%- endfor %}

)

select * from cells
