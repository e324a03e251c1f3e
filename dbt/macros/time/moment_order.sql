{#-
    One number that puts the events of a case in order: seconds since its opening, then the order within the second.
    That is the source's own: its microseconds, of one microsecond its numbering; else the rank of the kind of event
    (seeds/case_event_kinds.csv). Sorting by one whole number is the cheapest there is. It reaches for 68 years.
-#}
{% macro moment_order(second_in_case, microsecond, source_order, rank) -%}
    (
        {{ second_in_case }} * 4294967296
        + case
            when {{ microsecond }} > 0 then {{ microsecond }} * 4096 + least(coalesce({{ source_order }}, 0), 127) * 32
            else least(coalesce({{ source_order }}, 0), 134217727) * 32
        end
        + {{ rank }}
    )
{%- endmacro %}
