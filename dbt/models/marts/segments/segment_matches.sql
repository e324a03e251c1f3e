{#- A definition is a condition on the columns of `attributes`; each is asked of all customers and moments at once. -#}
{%- set definitions_relation = ref('stg_ingestion__segment_definitions') -%}

with

attributes as (

    select * from {{ ref('customer_attributes_by_week') }}

),

definitions as (

    select * from {{ definitions_relation }}

),

asked as (

    select
        cast(null as integer) as definition_number,
        source,
        weeks_ago,
        customer_id,
        tenant_id
    from attributes
    where 1 = 0
    {% for definition_number, condition in usable_definitions(definitions_relation) %}
        union all
        select
            {{ definition_number }} as definition_number,
            attributes.source,
            attributes.weeks_ago,
            attributes.customer_id,
            attributes.tenant_id
        from attributes
        where {{ condition }}
    {% endfor %}

),

in_force as (

    select * from {{ ref('segments_in_force') }}

)

select
    asked.source,
    definitions.segment_id,
    in_force.segment_name,
    definitions.version,
    asked.customer_id,
    asked.tenant_id,
    in_force.weeks_ago,
    in_force.moment
from asked
inner join definitions
    on asked.definition_number = definitions.definition_number and asked.source = definitions.source
inner join in_force
    on
        asked.source = in_force.source
        and definitions.segment_id = in_force.segment_id
        and definitions.version = in_force.version
        and asked.weeks_ago = in_force.weeks_ago
where definitions.tenant_id is null or asked.tenant_id = definitions.tenant_id
