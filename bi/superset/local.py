"""A Superset of one's own, with the dashboard "Customer journeys", on this machine only.

Usage: `python bi/superset/local.py`, with the Python of an environment that has
`requirements-bi.txt`, after a build. It makes or brings up to date a folder with Superset's own
files, imports the assets beside this file into it, and serves until it is stopped.

Environment: MILEPOST_PUBLISHED, the folder of the published copy, else `published` beside
MILEPOST_DB, else `warehouse/published`; MILEPOST_SUPERSET_HOME, the folder of Superset's files,
else `warehouse/superset`; MILEPOST_SUPERSET_PORT, else 8088.
"""

import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
ASSETS = HERE / "assets"
CONNECTION = Path("databases") / "milepost.yaml"
DASHBOARD = "customer-journeys"
USER = "admin"


class SupersetError(RuntimeError):
    """Superset can't be started. The message says why, and what to do."""


def published_file() -> Path:
    """The DuckDB file that readers open.

    Raises:
        SupersetError: it is not there.
    """
    warehouse = Path(os.environ.get("MILEPOST_DB", "warehouse/milepost.duckdb"))
    named = os.environ.get("MILEPOST_PUBLISHED")
    # The link is kept as it is: what it leads to changes with each build.
    path = Path(named or warehouse.parent / "published").absolute() / "milepost.duckdb"
    if not path.exists():
        raise SupersetError(f"There is no {path}: run `make build`.")
    return path


class Superset:
    """A Superset with its files in one folder."""

    def __init__(self, home: Path, port: int) -> None:
        """Knows where its files are; makes nothing.

        Args:
            home: the folder of its files.
            port: where it is served, on this machine only.
        """
        self.home = home.absolute()
        self.port = port

    @property
    def address(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def password(self) -> str:
        """The password of its one user."""
        return (self.home / "password").read_text(encoding="utf-8")

    def environment(self) -> dict[str, str]:
        """What its commands need to know."""
        return os.environ | {
            "SUPERSET_HOME": str(self.home),
            "SUPERSET_CONFIG_PATH": str(HERE / "superset_config.py"),
            "FLASK_APP": "superset.app:create_app()",
            "PYTHONWARNINGS": "ignore",
        }

    def command(self, *arguments: str) -> list[str]:
        """A command of Superset's own command line."""
        return [str(Path(sys.executable).parent / "superset"), *arguments]

    def run(self, *arguments: str) -> str:
        """Runs a command to its end. Returns what it said.

        Raises:
            SupersetError: it failed.
        """
        done = subprocess.run(
            self.command(*arguments),
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise SupersetError(f"`superset {arguments[0]}` failed:\n{done.stdout}")
        return done.stdout

    def prepare(self, published: Path) -> None:
        """Makes its files, or brings them up to date, and imports the assets.

        Args:
            published: the DuckDB file that its connection opens.

        Raises:
            SupersetError: one of its commands failed.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        for name in ("secret_key", "password"):
            self._keep_secret(name)
        self.run("db", "upgrade")
        who = ("--username", USER, "--firstname", "Milepost", "--lastname", "Admin")
        self.run(
            "fab", "create-admin", *who, "--email", "admin@localhost", "--password", self.password
        )
        self.run("init")
        said = self.run("import-directory", "--overwrite", str(self._assets(published)))
        # The command ends well even where the files are not what they should be.
        if "An error occurred" in said:
            raise SupersetError(f"The assets can't be imported:\n{said}")

    def _keep_secret(self, name: str) -> None:
        """Makes a secret that only the owner of the folder can read, once."""
        path = self.home / name
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(32), encoding="utf-8")

    def _assets(self, published: Path) -> Path:
        """A copy of the assets whose connection opens the file."""
        folder = self.home / "assets"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(ASSETS, folder)
        connection = yaml.safe_load((folder / CONNECTION).read_text(encoding="utf-8"))
        options = connection["sqlalchemy_uri"].partition("?")[2]
        connection["sqlalchemy_uri"] = f"duckdb:///{published}?{options}"
        (folder / CONNECTION).write_text(yaml.safe_dump(connection), encoding="utf-8")
        return folder

    def serving(self) -> list[str]:
        """The command that serves it until it is stopped."""
        return self.command(
            "run", "--host", "127.0.0.1", "--port", str(self.port), "--with-threads"
        )


def main() -> int:
    """Serves a Superset. Returns the exit status: 1 where it can't be started."""
    home = Path(os.environ.get("MILEPOST_SUPERSET_HOME", "warehouse/superset"))
    superset = Superset(home, int(os.environ.get("MILEPOST_SUPERSET_PORT", "8088")))
    try:
        published = published_file()
        print("Superset is made ready, which takes a minute or two …", flush=True)
        superset.prepare(published)
    except SupersetError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{superset.address}/superset/dashboard/{DASHBOARD}/")
    print(f"User {USER}, password {superset.password}", flush=True)
    return subprocess.run(superset.serving(), env=superset.environment(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
