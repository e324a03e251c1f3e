with

topics as (

    select * from {{ ref('int_taxonomy_topics') }}

)

select * from topics
