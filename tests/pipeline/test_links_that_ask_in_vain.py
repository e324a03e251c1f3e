"""Links that ask a page for a tenant, a segment or a survey that the release does not have."""

from __future__ import annotations

import pytest

IN_VAIN = "in the link that this release does not have, and that are left out: Nobody."


@pytest.mark.parametrize(
    ("page", "key", "label"),
    [
        ("sentiment", "surveys", "Surveys, taken together"),
        ("sentiment", "tenants", "Tenants"),
        ("sentiment", "sentiment_segments", "Segments"),
        ("themes", "theme_tenants", "Tenants"),
        ("themes", "theme_segments", "Segments"),
        ("drivers", "driver_tenants", "Tenants"),
        ("drivers", "driver_segments", "Segments"),
        ("segments", "tenant", "Tenants"),
        ("segments", "of_segment", "Segments"),
        ("identity", "identity_tenants", "Tenants"),
        ("journeys", "tenants", "Tenants"),
    ],
)
def test_what_a_release_does_not_have_is_told(open_page, page, key, label):
    app = open_page(page, **{key: "Nobody"})
    assert not app.exception
    assert f"{label} {IN_VAIN}" in [warning.value for warning in app.warning]


@pytest.mark.parametrize("page", ["sentiment", "themes", "drivers", "segments", "identity"])
def test_a_link_without_filters_is_told_nothing(open_page, page):
    app = open_page(page)
    assert not [warning.value for warning in app.warning if "in the link" in warning.value]


def test_downloads_of_people_are_of_the_tenants_chosen_and_say_so(open_page, demo_release, monkeypatch):
    name, tenant = demo_release.sql(
        "select tenant_name, tenant_id from reporting.customer_attributes where tenant_name is not null order by 1"
    ).row(0)
    made = {}
    monkeypatch.setattr(
        "dashboards.downloads.put_download",
        lambda answers, label, file_name, rows, about: made.update({file_name: (rows, about)}),
    )
    app = open_page("identity", section="People", identity_tenants=name)
    assert not app.exception
    for file_name in ("identity_graph", "identity_links"):
        rows, about = made[file_name]
        assert f"tenants: {name}" in about
        assert set(rows()["tenant_id"]) == {tenant}
