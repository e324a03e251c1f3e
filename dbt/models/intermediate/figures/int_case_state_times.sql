{%- set states = {
    'new': "('New')",
    'open': "('Triage', 'In-progress')",
    'waiting_on_customer': "('Waiting-on-customer')",
    'on_hold': "('On-hold')",
} -%}

with

changes as (

    select * from {{ ref('int_case_state_changes') }}

),

-- Time in a state is what had counted when it was left, less what had counted when it was entered.
summed as (

    select
        case_key,
        {% for name, members in states.items() -%}
            {% for measure in ('seconds', 'business_seconds') -%}
                cast(
                    sum(
                        case_{{ measure }}
                        * (
                            case when state_before in {{ members }} then 1 else 0 end
                            - case when state in {{ members }} then 1 else 0 end
                        )
                    ) as bigint
                ) as {{ name }}_{{ measure }},
            {% endfor %}
        {%- endfor %}
        count(case when is_solving then 1 end) as resolution_count,
        min(case when is_solving then at_second end) as first_solved_second,
        max(case when is_solving then at_second end) as last_solved_second,
        min(case when is_solving then case_seconds end) as first_resolution_seconds,
        max(case when is_solving then case_seconds end) as last_resolution_seconds,
        min(case when is_solving then case_business_seconds end) as first_resolution_business_seconds,
        max(case when is_solving then case_business_seconds end) as last_resolution_business_seconds,
        max(case when state is not null then at_second end) as last_state_change_second,
        -- Of an ended case nothing counts after its last resolution.
        max(case when is_solving or state is null then case_seconds end) as last_seconds
    from changes
    group by case_key

)

select * from summed
