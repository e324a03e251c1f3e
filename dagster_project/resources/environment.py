"""The one place that reads environment variables, and the one list of them.

| variable | meaning | default |
|---|---|---|
| LOOMPIN_HOME | the data folder | ./data |
| LOOMPIN_CONFIG | the file that names the sources | loompin.toml in the data folder |
| LOOMPIN_MEMORY_LIMIT | what DuckDB may use, such as 2GB | 3GB |
| LOOMPIN_THREADS | threads for DuckDB | all cores |
| LOOMPIN_DASHBOARD_PORT | port of the dashboards | 8501 |
| LOOMPIN_DASHBOARD_ADDRESS | address that the dashboards listen on; 0.0.0.0 opens them to the network | localhost |
| those that a source's url_env names | the address of its database, password included | none |
| those that token_env, secret_env, next_secret_env, url_env, password_env of exports and alerts name | secrets | none |

`LOOMPIN_CODE_FINGERPRINT` is set for child processes, never read here: dbt goes on from an earlier build only where the
same code made it, so that a plain `dbt build` outside of loompin builds every case anew.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from dagster_project.resources.code_fingerprint import code_fingerprint
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home

TELEMETRY_OFF = {
    "DAGSTER_DISABLE_TELEMETRY": "1",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DO_NOT_TRACK": "1",
    "RUNTIME__DLTHUB_TELEMETRY": "false",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
}


@dataclass(frozen=True)
class Environment:
    """What the environment says, with defaults filled in."""

    home: Path
    config: Path
    memory_limit: str
    threads: int
    dashboard_port: int
    dashboard_address: str = "localhost"


def read_environment() -> Environment:
    """Read the variables. Raises ValueError with the variable's name where one cannot be read."""
    home = Path(os.environ.get("LOOMPIN_HOME") or "data").expanduser().resolve()
    config = Path(os.environ.get("LOOMPIN_CONFIG") or Home(home).config).expanduser().resolve()
    return Environment(
        home=home,
        config=config,
        memory_limit=os.environ.get("LOOMPIN_MEMORY_LIMIT") or "3GB",
        threads=_whole_number("LOOMPIN_THREADS", default=os.cpu_count() or 1),
        dashboard_port=_whole_number("LOOMPIN_DASHBOARD_PORT", default=8501),
        dashboard_address=os.environ.get("LOOMPIN_DASHBOARD_ADDRESS") or "localhost",
    )


def read_secret(name: str, where: str) -> str:
    """A secret from the variable that the settings of a source or an export name. It must never be logged or shown.

    Raises UserError, naming the variable and where it was asked for, where it is not set.
    """
    value = os.environ.get(name)
    if not value:
        raise UserError(f"{where}: the environment variable {name} is not set.", "Set it to the secret it stands for.")
    return value


def child_environment(environment: Environment) -> dict[str, str]:
    """What a child process (dbt, dagster, streamlit) is started with: our own environment and the settings."""
    return {
        **os.environ,
        **TELEMETRY_OFF,
        "LOOMPIN_HOME": str(environment.home),
        "LOOMPIN_CONFIG": str(environment.config),
        "LOOMPIN_MEMORY_LIMIT": environment.memory_limit,
        "LOOMPIN_THREADS": str(environment.threads),
        "LOOMPIN_CODE_FINGERPRINT": code_fingerprint(),
    }


def put_settings(environment: Environment) -> None:
    """Set the settings for libraries of this process that read them themselves; call it before importing them."""
    os.environ.update(child_environment(environment))
    os.environ.setdefault("DAGSTER_HOME", str(Home(environment.home).dagster_home))


def _whole_number(name: str, default: int) -> int:
    text = os.environ.get(name)
    if not text:
        return default
    if not text.isdigit() or int(text) == 0:
        raise ValueError(f"{name}={text!r}: expected a whole number above 0")
    return int(text)
