{#-
    What has counted of a case up to an instant: seconds since its opening without the time that it was deleted or
    merged, and of these the business seconds, on whatever calendar it had when. Both are read off the stretch of
    int_case_counting_spells that holds the instant, so that every duration is a difference of two read-offs.
-#}
{% macro case_seconds_at(spell, second) -%}
    ({{ spell }}.seconds_offset + case when {{ spell }}.is_counted then {{ second }} else 0 end)
{%- endmacro %}

{% macro case_business_seconds_at(spell, second, piece) -%}
    (
        {{ spell }}.business_seconds_offset
        + case
            when {{ spell }}.is_counted
                then {{ sla_business_seconds_before(spell ~ '.calendar_key', second, piece) }}
            else 0
        end
    )
{%- endmacro %}

{#- The join that finds the stretch: by hash on the case, then one of its few stretches. -#}
{% macro join_counting_spell(spells, alias, case_key, second) -%}
    inner join {{ spells }} as {{ alias }}
        on
            {{ alias }}.case_key = {{ case_key }}
            and {{ alias }}.from_second <= {{ second }}
            and {{ alias }}.to_second > {{ second }}
{%- endmacro %}
