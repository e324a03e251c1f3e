{#-
    The order of changes of state that a source gives the same moment and no order of its own: the first steps of a case,
    then to waiting, back from it, to Resolved, to Closed, and a reopening last. So of a case that waited, was taken up
    and resolved in one second the resolution is the last, and of one that was resolved and reopened the reopening.
    From 0 to 7, by which the rank of the kind (seeds/case_event_kinds.csv) is raised: there is room for it.
-#}
{% macro state_change_rank(from_state, to_state) -%}
    case
        when {{ from_state }} in ('Resolved', 'Closed') and {{ to_state }} not in ('Resolved', 'Closed') then 7
        when {{ to_state }} = 'Closed' then 6
        when {{ to_state }} = 'Resolved' then 5
        when {{ to_state }} = 'In-progress' and {{ from_state }} in ('Waiting-on-customer', 'On-hold') then 4
        when {{ to_state }} in ('Waiting-on-customer', 'On-hold') then 3
        when {{ to_state }} = 'In-progress' then 2
        when {{ to_state }} = 'Triage' then 1
        else 0
    end
{%- endmacro %}
