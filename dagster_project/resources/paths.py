"""Where things lie. Every path under the data folder, and of the project's own files, is named here only.

dbt reads no Python: profiles.yml names the warehouse and the spill folder once more, and a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dagster_project.resources.errors import UserError

PROJECT = Path(__file__).resolve().parents[2]
DBT_PROJECT = PROJECT / "dbt"
DASHBOARD_APP = PROJECT / "dashboards" / "streamlit_app.py"
DBT_SOURCES = DBT_PROJECT / "models" / "staging"
ODCS_FILES = PROJECT / "data_contracts" / "odcs"


@dataclass(frozen=True)
class Home:
    """The data folder.

    All can be built again but `lake`, `config`, `segments`, `taxonomy`, `identity_corrections`, `frozen_forecasts`,
    `outcome_decisions` and `exports`.
    """

    root: Path

    @property
    def lake(self) -> Path:
        """Accepted and rejected rows as Parquet, append-only, one folder per table."""
        return self.root / "lake"

    @property
    def landing(self) -> Path:
        """Simulated tables on their way in; may be deleted at any time."""
        return self.root / "landing"

    @property
    def mappings(self) -> Path:
        """Copies of the mapping files of imported logs."""
        return self.root / "mappings"

    @property
    def warehouse(self) -> Path:
        """The working file of the pipeline. Nothing but a run opens it."""
        return self.root / "warehouse.duckdb"

    @property
    def releases(self) -> Path:
        """Published releases, and `current`, which names the one in force."""
        return self.root / "releases"

    @property
    def dagster_home(self) -> Path:
        """Dagster's own records of runs."""
        return self.root / "dagster_home"

    @property
    def dbt_target(self) -> Path:
        """What dbt compiles and caches between runs."""
        return self.root / "dbt"

    @property
    def spill(self) -> Path:
        """Where DuckDB puts what does not fit in memory."""
        return self.root / "spill"

    @property
    def what_if(self) -> Path:
        """Results of replayed scenarios, a folder each; never read by the pipeline."""
        return self.root / "what_if"

    @property
    def identity_corrections(self) -> Path:
        """What a person has said about who is who; cannot be built again."""
        return self.root / "identity_corrections.csv"

    @property
    def config(self) -> Path:
        """Which sources there are, unless LOOMPIN_CONFIG names another file."""
        return self.root / "loompin.toml"

    @property
    def segments(self) -> Path:
        """Segments of our own, a version each row; what is said there is nowhere else."""
        return self.root / "segments.csv"

    @property
    def frozen_forecasts(self) -> Path:
        """Forecasts of fixes as they were frozen before them; cannot be built again."""
        return self.root / "frozen_forecasts.csv"

    @property
    def outcome_decisions(self) -> Path:
        """What people decided on outcomes, with their reasons; cannot be built again."""
        return self.root / "outcome_decisions.csv"

    @property
    def taxonomy(self) -> Path:
        """Taxonomies of our own, every version that was published; what is said there is nowhere else."""
        return self.root / "taxonomy.csv"

    @property
    def taxonomy_draft(self) -> Path:
        """A taxonomy that is being edited; the page on themes shows its effect."""
        return self.root / "taxonomy_draft.csv"

    @property
    def exports(self) -> Path:
        """What was sent, what is to be sent, and what waits for a person; cannot be built again."""
        return self.root / "exports"

    @property
    def approvals(self) -> Path:
        """What waits for a person before it may leave, and what people decided: a journal."""
        return self.exports / "approvals.jsonl"

    @property
    def reviews(self) -> Path:
        """Weekly ops reviews, a folder per week; can be written again from a release."""
        return self.exports / "review"

    @property
    def backlog_files(self) -> Path:
        """The weekly backlogs as files, a folder each week."""
        return self.exports / "backlogs"

    @property
    def backlog_ledger(self) -> Path:
        """What of the backlogs was meant to be sent, and what came of it: a journal."""
        return self.exports / "backlogs.jsonl"

    @property
    def alert_records(self) -> Path:
        """Who was told of which alert, when, and what became of it: a journal."""
        return self.exports / "alerts.jsonl"

    @property
    def run_log(self) -> Path:
        """What the libraries said during the newest run."""
        return self.root / "run.log"

    @property
    def fault_log(self) -> Path:
        """Faults of loompin itself, with their tracebacks."""
        return self.root / "loompin.log"

    @property
    def run_lock(self) -> Path:
        """Held by the one process that may write."""
        return self.root / "run.lock"

    def create(self) -> Home:
        """Make the folder and those inside it that must exist. Raises UserError where that cannot be."""
        for folder in (self.root, self.lake, self.releases, self.dagster_home, self.dbt_target, self.spill):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise UserError(
                    f"{folder}: this folder cannot be made ({error.strerror}).",
                    f"The data folder is {self.root}; choose another with LOOMPIN_HOME.",
                ) from error
        return self
