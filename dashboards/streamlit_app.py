"""Navigation and the frame around every page. What a page shows is its own business, in `app_pages/`."""

from __future__ import annotations

import streamlit as st

from dagster_project.resources.environment import read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.answers import keep_for_page
from dashboards.html_parts import ASSETS, put_stylesheet
from dashboards.kept_choices import note_page
from dashboards.page_end import PageEnded
from dashboards.release_banner import put_nothing_published, put_release_line, put_trouble
from dashboards.viewing import viewer_of_session

overview = st.Page("app_pages/overview.py", title="Overview", url_path="overview")


def start() -> None:
    """The bare address leads to the overview, which so has an address of its own like every other page."""
    st.switch_page(overview, query_params=st.query_params)


start_page = st.Page(start, title="Loompin Warehouse", default=True, visibility="hidden")
page = st.navigation(
    {
        "": [start_page, overview],
        "Service": [
            st.Page("app_pages/sla.py", title="SLA", url_path="sla"),
            st.Page("app_pages/support_desk.py", title="Support desk", url_path="support_desk"),
            st.Page("app_pages/alerts.py", title="Alerts", url_path="alerts"),
            st.Page("app_pages/change.py", title="What changed", url_path="change"),
            st.Page("app_pages/what_if.py", title="What if", url_path="what_if"),
            st.Page("app_pages/case.py", title="Case", url_path="case"),
        ],
        "Voice": [
            st.Page("app_pages/voice.py", title="Voice of customer", url_path="voice"),
            st.Page("app_pages/sentiment.py", title="Sentiment and NPS", url_path="sentiment"),
            st.Page("app_pages/themes.py", title="Themes", url_path="themes"),
            st.Page("app_pages/journeys.py", title="Journeys", url_path="journeys"),
            st.Page("app_pages/segments.py", title="Segments", url_path="segments"),
            st.Page("app_pages/accounts.py", title="Win/loss and health", url_path="accounts"),
            st.Page("app_pages/identity.py", title="Identity", url_path="identity"),
            st.Page("app_pages/drivers.py", title="Drivers", url_path="drivers"),
        ],
        "Platform": [
            st.Page("app_pages/billing.py", title="Billing and cost", url_path="billing"),
            st.Page("app_pages/supply.py", title="Supply", url_path="supply"),
            st.Page("app_pages/knowledge.py", title="Knowledge and organisation", url_path="knowledge"),
            st.Page("app_pages/integrations.py", title="Integrations", url_path="integrations"),
            st.Page("app_pages/security.py", title="Security and adoption", url_path="security"),
            st.Page("app_pages/products.py", title="Products", url_path="products"),
            st.Page("app_pages/agents.py", title="Agents' operations", url_path="agents"),
            st.Page("app_pages/monitoring.py", title="Monitoring", url_path="monitoring"),
            st.Page("app_pages/market.py", title="Market", url_path="market"),
            st.Page("app_pages/planning.py", title="Planning", url_path="planning"),
        ],
        "Value": [
            st.Page("app_pages/opportunities.py", title="Opportunities", url_path="opportunities"),
            st.Page("app_pages/backlogs.py", title="Backlogs", url_path="backlogs"),
            st.Page("app_pages/outcomes.py", title="Outcomes", url_path="outcomes"),
            st.Page("app_pages/weekly_review.py", title="Weekly review", url_path="weekly_review"),
        ],
        "Data": [
            st.Page("app_pages/data_health.py", title="Data health", url_path="data_health"),
            st.Page("app_pages/metrics.py", title="Metrics", url_path="metrics"),
            st.Page("app_pages/method.py", title="Method and proofs", url_path="method"),
        ],
    },
    position="top",
)
if page == start_page:
    page.run()
st.set_page_config(page_title=f"{page.title} · Loompin Warehouse", page_icon=str(ASSETS / "mark.svg"), layout="wide")
st.logo(str(ASSETS / "wordmark.svg"), size="medium")
put_stylesheet()
note_page(page.url_path)

try:
    line = put_release_line(Home(read_environment().home), viewer_of_session())
except UserError as error:
    put_nothing_published(error)
    st.stop()

keep_for_page(line.answers)
st.title(page.title, anchor=False)
try:
    page.run()
except UserError as error:
    put_trouble(error, line.answers)
except PageEnded:
    # A page that ends early has a line all the same.
    pass
except Exception:
    # And so has one that breaks, whose line would say "…" for ever.
    line.put_freshness()
    raise
line.put_freshness()
