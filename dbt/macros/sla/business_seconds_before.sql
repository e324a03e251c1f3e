{#-
    Business seconds of a calendar before an instant, from the piece of int_calendar_pieces that holds the instant.
    The business time between two instants of a calendar is the difference of two such numbers. Calendar 0 is the
    one that never closes: there an instant is its own count.
-#}
{% macro sla_business_seconds_before(calendar_key, second, piece) -%}
    case
        when {{ calendar_key }} = 0 then {{ second }}
        else
            {{ piece }}.business_seconds_before
            + case when {{ piece }}.is_open then {{ second }} - {{ piece }}.starts_second else 0 end
    end
{%- endmacro %}

{#-
    The join that finds the piece: by hash on calendar and day, then one of the few pieces of that day.
    Joined on the calendar alone the same look-up is ten times slower and twenty times larger.
-#}
{% macro sla_join_piece(pieces, alias, calendar_key, second) -%}
    left join {{ pieces }} as {{ alias }}
        on
            {{ alias }}.calendar_key = {{ calendar_key }}
            and {{ alias }}.utc_day = {{ utc_day(second) }}
            and {{ alias }}.starts_second <= {{ second }}
            and {{ alias }}.ends_second > {{ second }}
{%- endmacro %}
