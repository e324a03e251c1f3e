"""The paths that cases and customers take: from touchpoint to touchpoint, and along journeys that are defined."""

from __future__ import annotations

from dashboards.answers import answers_of_page
from dashboards.filters import put_filters
from dashboards.html_parts import nothing_here
from dashboards.journeys_flows import put_flows
from dashboards.journeys_steps import put_steps
from dashboards.page_end import end_page

answers = answers_of_page()
if answers.sql("select case_id from reporting.journey_links limit 1").is_empty():
    nothing_here("This release has no cases whose path could be followed.")
    end_page()
chosen = put_filters(answers, has_tenants=True)
put_flows(answers, chosen)
put_steps(answers, chosen)
