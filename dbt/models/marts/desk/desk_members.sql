with

cases as (

    select * from {{ ref('desk_cases') }}

),

links as (

    select * from {{ ref('desk_case_links') }}

),

members as (

    select
        case_key,
        subject,
        entity_id
    from links

    union all

    select
        case_key,
        'all' as subject,
        'all' as entity_id
    from cases

    {% for subject, column in [('component', 'component'), ('owner', 'owner_team'), ('tenant', 'tenant_id')] %}
        union all

        select
            case_key,
            '{{ subject }}' as subject,
            {{ column }} as entity_id
        from cases
        where {{ column }} is not null

    {% endfor %}
)

select * from members
