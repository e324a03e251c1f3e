with

customers as (

    select * from {{ ref('stg_platform__customers') }}

),

-- Only the score of today is kept; what it was before the row last changed nobody can tell.
scored as (

    select
        source,
        tenant_id,
        'health' as signal,
        customer_id as entity_id,
        cast(health_score as double) as signal_value,
        updated_at as observed_at,
        cast(null as timestamptz) as observed_until
    from customers
    where health_score is not null and updated_at is not null

)

select * from scored
