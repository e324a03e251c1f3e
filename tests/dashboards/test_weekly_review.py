"""The weekly review of a small release: its page, what it takes out, what it does without, and its files."""

from __future__ import annotations

import io
import re
import zipfile

import duckdb
import pytest
from pypdf import PdfReader

from dagster_project.exports.governance.policies import SENDING_ROLE
from dagster_project.exports.review.content import Review, build_review
from dagster_project.exports.review.csv_files import csv_files, zip_of
from dagster_project.exports.review.html import body_of, page_of
from dagster_project.exports.review.pdf import pdf_of
from dagster_project.exports.review.schedule import weekly_review
from dagster_project.exports.review.writing import write_review
from dagster_project.publishing.release_files import release_file
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.reporting import MASK, Viewer, open_release

from .page_text import text_of
from .small_release import write_release

WEEK = "2026-W25"


def reviewed(home: Home, week: str | None = WEEK, viewer: Viewer | None = None) -> Review:
    with open_release(home, viewer) as reader:
        return build_review(home, reader, week)


def pdf_text(review: Review) -> str:
    pages = PdfReader(io.BytesIO(pdf_of(review, "http://desk/"))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def changed(home: Home, manifests, *statements: str) -> Home:
    """The small release with something done to it."""
    with duckdb.connect(str(release_file(home, write_release(home, manifests)))) as connection:
        for statement in statements:
            connection.execute(statement)
    return home


@pytest.fixture(scope="module")
def review(shared_home: Home) -> Review:
    return reviewed(shared_home)


def test_the_last_whole_week_is_reviewed_where_none_is_named(shared_home):
    found = reviewed(shared_home, None)
    assert (found.week, found.is_whole) == ("2026-W26", True)


def test_a_week_that_is_not_over_says_so(shared_home):
    found = reviewed(shared_home, "2026-W27")
    assert not found.is_whole
    assert "The week is not over" in page_of(found, "")
    counts = [row["verdict"] for row in found.table("headlines").rows.to_dicts() if row["unit"] == "count"]
    assert set(counts) == {"the week is not over"}, "half a week is not held against whole ones"


@pytest.mark.parametrize(
    ("week", "said"),
    [
        ("2026-W40", "2026-W40 is still to come"),
        ("2019-W01", "There are no data on 2019-W01"),
        ("26", "is no week"),
        ("2026-W60", "is no week"),
        ("2026-W20..2026-W21", "names several weeks"),
    ],
)
def test_a_week_that_cannot_be_reviewed_is_told(shared_home, week, said):
    with pytest.raises(UserError, match=re.escape(said)) as told:
        reviewed(shared_home, week)
    assert told.value.do


def test_equal_reviews_are_equal_to_the_byte(shared_home, review):
    again = reviewed(shared_home)
    assert page_of(again, "http://desk/") == page_of(review, "http://desk/")
    assert pdf_of(again, "http://desk/") == pdf_of(review, "http://desk/")
    assert zip_of(again) == zip_of(review)


def test_the_content_hash_is_that_of_the_content_and_not_of_the_release(manifests, home, review):
    write_release(home, manifests, "20260702T120000000")
    assert reviewed(home).content_hash == review.content_hash
    other = changed(home, manifests, "update reporting.cases set subject = 'Another one' where source = 'desk'")
    assert reviewed(other).content_hash != review.content_hash


def test_the_page_asks_for_nothing_but_itself(review):
    page = page_of(review, "https://desk.example.com/")
    assert "default-src 'none'" in page
    assert not re.findall(r"<(?:script|link|img|iframe|object)\b|@import|url\(|\bsrc=", page)
    links = set(re.findall(r'href="(https?://[^"]+)"', page))
    assert set(re.findall(r'https?://[^"<\s]+', page)) - {"http://www.w3.org/2000/svg"} == links
    assert page.count("<svg") > 10


def test_the_pdf_is_dated_by_the_release_and_embeds_its_fonts(review):
    content = pdf_of(review, "http://desk/")
    document = PdfReader(io.BytesIO(content))
    assert document.metadata.creation_date == review.published_at.replace(microsecond=0)
    assert 1 <= len(document.pages) <= 3
    fonts = [font.get_object() for page in document.pages for font in page["/Resources"]["/Font"].values()]
    used = [font for font in fonts if "DejaVu" in font["/BaseFont"]]
    assert used and all("/FontFile2" in font["/FontDescriptor"] for font in used)
    for page in document.pages:
        assert " ".join(review.provenance.split()) in " ".join(page.extract_text().split())


def test_names_signs_and_words_of_customers(manifests, home):
    """Names as they are written, words without personal data, nothing that a browser or a spreadsheet would run."""
    name = "Zoë Größe – Łódź & Søn <b>×≥2</b> Ελλάς Київ"
    changed(
        home, manifests, f"update reporting.cases set tenant_name = '{name}', subject = '=1+1'",
        "update reporting.cases set tenant_name = 'Tokyo 東京', "
        "subject = 'Write to ann.lee@example.com or +49 30 901820' where case_id in "
        "(select min(case_id) from reporting.sla_clocks where is_breached and decided_at >= '2026-06-15')",
    )  # fmt: skip
    found = reviewed(home)
    page, printed, table = page_of(found, ""), "".join(pdf_text(found).split()), csv_files(found)["breaches.csv"]
    assert "Zoë Größe – Łódź &amp; Søn &lt;b&gt;×≥2&lt;/b&gt; Ελλάς Київ" in page
    assert "".join(name.split()) in printed
    assert name in table
    assert ",'=1+1," in table
    assert "Tokyo 東京" in page
    assert "Tokyo□□" in printed, "a letter without a glyph is a box"
    assert not any("ann.lee" in text or "901820" in text for text in (page, printed, table))
    assert "[e-mail]" in page and "[e-mail]" in printed and "[e-mail]" in table
    assert any("1 × e-mail" in note for note in found.notes)


def policy(logic: str) -> str:
    return (
        "insert into reporting.governance_policies by name select 'desk' as source, 'GP-1' as policy_id, "
        f"'Redaction' as policy_name, 'privacy' as policy_type, '{logic}' as logic, 'active' as status"
    )


def test_words_of_customers_stay_where_a_policy_cannot_be_read(manifests, home):
    changed(home, manifests, policy("redact(shoe_size)"))
    found = reviewed(home)
    assert set(found.table("breaches").rows["subject"]) == {"withheld"}
    assert any("withheld" in note and "shoe_size" in note for note in found.notes)


def test_nothing_leaves_that_an_access_rule_denies(manifests, home):
    changed(
        home, manifests,
        "insert into reporting.access_rules by name select 'desk' as source, 'AR-1' as access_rule_id, "
        f"'REPORTS' as entity, 'EXPORT' as action, '{SENDING_ROLE}' as role, 'Deny' as effect",
    )  # fmt: skip
    with pytest.raises(UserError, match="may not leave"):
        reviewed(home)


LEFT_OUT = [
    "sla_clocks", "sla_attainment_cells", "sla_measurability", "emerging_topics", "event_topics", "roi_opportunities",
    "outcome_claims", "forecast_calibration", "governance_policies",
]  # fmt: skip


def test_a_release_without_tables_is_told_kindly(manifests, home):
    without = [f"drop table reporting.{table}" for table in LEFT_OUT]
    changed(home, manifests, *without, f"delete from release.columns where table_name in {tuple(LEFT_OUT)}")
    found = reviewed(home)
    page, printed = page_of(found, ""), pdf_text(found)
    for told in (
        "This release has no clocks.", "This release has no themes.", "This release ranks no opportunities.",
        "This release has no claims of outcomes.", "This release has no forecasts whose outcome is known.",
    ):  # fmt: skip
        assert told in page
        assert told in printed
    assert "Cases opened" in printed


def test_a_release_without_cases_has_no_week(manifests, home):
    changed(home, manifests, "delete from reporting.cases")
    with pytest.raises(UserError, match="no cases"):
        reviewed(home)


def test_a_week_without_a_case_says_so(manifests, home):
    changed(
        home, manifests, "delete from reporting.cases where opened_at >= '2026-06-01'",
        "delete from reporting.sla_clocks where started_at >= '2026-05-01'",
        "delete from reporting.sla_attainment_cells where week >= '2026-05-01'",
    )  # fmt: skip
    found = reviewed(home)
    row = next(row for row in found.table("headlines").rows.to_dicts() if row["measure"] == "cases_opened")
    assert row["value"] == 0
    page = page_of(found, "")
    assert "0 cases opened" in page
    assert "No case was opened or resolved in this week; the newest case is of 2026-W22." in page
    assert "No promise was broken in this week." in page
    assert "No clock has promises decided in both weeks." in page
    assert "nan" not in page and "None" not in page
    assert "0 cases opened" in pdf_text(found)


def test_a_viewer_reads_a_review_of_their_tenant_alone(manifests, home, shared_home):
    whole, acme = reviewed(shared_home), reviewed(shared_home, viewer=Viewer("ann", frozenset({"acme"})))
    counts = [
        {row["measure"]: row["value"] for row in found.table("headlines").rows.to_dicts()} for found in (whole, acme)
    ]
    assert 0 < counts[1]["cases_opened"] < counts[0]["cases_opened"]
    assert acme.table("breaches").rows.height < whole.table("breaches").rows.height
    masked = reviewed(shared_home, viewer=Viewer("max", None, sees_personal_data=False))
    assert set(masked.table("breaches").rows["subject"]) == {MASK}


def test_files_take_the_place_of_those_before(review, tmp_path):
    first = write_review(review, tmp_path / "out", "http://desk/")
    stray = first[0].parent / "csv" / "of_an_older_version.csv"
    stray.write_text("old")
    again = write_review(review, tmp_path / "out", "http://desk/")
    assert again == first and all(file.is_file() for file in again)
    assert not stray.exists()
    assert [file.name for file in (tmp_path / "out").iterdir()] == [WEEK], "nothing is left beside it"
    assert {file.suffix for file in again} == {".html", ".pdf", ".csv"}


def test_what_is_no_review_is_not_replaced(review, tmp_path):
    (tmp_path / WEEK).mkdir()
    (tmp_path / WEEK / "thesis.txt").write_text("dear")
    with pytest.raises(UserError, match="something else"):
        write_review(review, tmp_path, "http://desk/")
    assert (tmp_path / WEEK / "thesis.txt").read_text() == "dear"


def test_a_failed_write_leaves_the_review_before(review, tmp_path, monkeypatch):
    files = write_review(review, tmp_path, "http://desk/")
    before = files[0].read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dagster_project.exports.review.writing.write_whole", full)
    with pytest.raises(UserError, match="No space left"):
        write_review(review, tmp_path, "http://other/")
    assert files[0].read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [WEEK]


def test_the_job_writes_the_last_whole_week(manifests, home):
    write_release(home, manifests)
    assert weekly_review.execute_in_process().success
    assert (home.reviews / "2026-W26" / "weekly-review-2026-W26.pdf").read_bytes().startswith(b"%PDF")


def test_the_page_shows_the_review_and_offers_its_files(published, open_page):
    app = open_page("weekly_review", week=WEEK)
    assert not app.exception and not app.error
    assert app.selectbox(key="week").value == WEEK
    with open_release(published) as reader:
        assert body_of(build_review(published, reader, WEEK)) in text_of(app)
    assert len(app.get("download_button")) == 3


def test_without_a_release_the_page_says_what_to_do(home, open_page):
    assert "Nothing has been published yet" in text_of(open_page("weekly_review"))


def test_the_packed_csv_holds_every_table(review):
    with zipfile.ZipFile(io.BytesIO(zip_of(review))) as packed:
        names = {name.rpartition("/")[2].removesuffix(".csv") for name in packed.namelist()}
    assert names == {table.name for table in review.tables}
