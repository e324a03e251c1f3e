{#-
    A bound of the 95 % interval of the difference of two independent means, the first less the second, that need not
    scatter alike (Welch 1947, Biometrika 34:28): Student's t at the degrees of freedom of Welch and Satterthwaite. Null
    where one of them has fewer than two values, or where neither scatters. Each is given as the name that its columns
    begin with: <name>_mean, <name>_sd, <name>_count.
-#}
{% macro mean_difference_bound(first, second, side) -%}
    {%- set of_first = first ~ '_sd * ' ~ first ~ '_sd / ' ~ first ~ '_count' -%}
    {%- set of_second = second ~ '_sd * ' ~ second ~ '_sd / ' ~ second ~ '_count' -%}
    {%- set freedom -%}
        power({{ of_first }} + {{ of_second }}, 2) / (
            power({{ of_first }}, 2) / ({{ first }}_count - 1) + power({{ of_second }}, 2) / ({{ second }}_count - 1)
        )
    {%- endset -%}
    case
        when {{ first }}_count > 1 and {{ second }}_count > 1 and {{ first }}_sd + {{ second }}_sd > 0
            then
                {{ first }}_mean - {{ second }}_mean
                {{ side }} {{ student_t(freedom) }} * sqrt({{ of_first }} + {{ of_second }})
    end
{%- endmacro %}

{#-
    Student's t with 2.5 % above it, at so many degrees of freedom (1 or more, not whole ones either). From 3 on the
    series of Fisher and Cornish in their reciprocal (Abramowitz and Stegun 1964, 26.7.5, four terms at z = 1.959964),
    at most 0.12 % too low; below, where that is too low, straight between the values at 1, 2 and 3, which is too high.
-#}
{% macro student_t(freedom) -%}
    {%- set part = '(1e0 / (' ~ freedom ~ '))' -%}
    case
        when {{ part }} > 0.5 then 4.302653 + ({{ part }} - 0.5) * 16.807104
        when {{ part }} > 1e0 / 3 then 3.182446 + ({{ part }} - 1e0 / 3) * 6.721238
        else 1.959964 + {{ part }} * (2.372271 + {{ part }} * (2.822499 + {{ part }} * (2.555850 + {{ part }} * 1.589534)))
    end
{%- endmacro %}
