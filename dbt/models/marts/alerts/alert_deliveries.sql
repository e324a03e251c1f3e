with

deliveries as (

    select * from {{ ref('stg_ingestion__alert_deliveries') }}

)

select * from deliveries
