with

raw_rows as (

    select * from {{ source('platform', 'outcome_ledger') }}

),

-- A claim without an identifier is known by its row; of one with an identifier the newest version counts.
renamed as (

    select
        source,
        coalesce(id, row_hash || '-' || row_ordinal) as claim_id,
        tenant_id,
        action_id,
        verification_status,
        user_id as verified_by,
        revenue_impact_usd,
        operational_hours_saved,
        {{ whole_seconds('claimed_at') }} as claimed_at,
        loaded_at,
        row_number() over (
            partition by source, coalesce(id, row_hash || '-' || row_ordinal)
            order by updated_at desc nulls last, loaded_at desc, row_hash asc
        ) as newness
    from raw_rows

)

select * from renamed
where newness = 1
