"""Superset's API, asked as a program does."""

import json
import time
import urllib.error
import urllib.request
from typing import Any

from local import USER, Superset


class Api:
    """The API of a Superset, with the token of its user."""

    def __init__(self, superset: Superset, patience: int = 180) -> None:
        """Waits until it is served, and signs in.

        Args:
            superset: a Superset whose server has been started.
            patience: seconds until it must answer.

        Raises:
            TimeoutError: it did not answer in time.
        """
        self.address = superset.address
        self.token = ""
        until = time.monotonic() + patience
        while True:
            try:
                urllib.request.urlopen(f"{self.address}/health", timeout=30).close()
                break
            except OSError as error:
                if time.monotonic() > until:
                    raise TimeoutError(f"{self.address} does not answer") from error
                time.sleep(1)
        who = {"username": USER, "password": superset.password, "provider": "db"}
        self.token = self.ask("security/login", who)["access_token"]

    def ask(self, path: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
        """What an address answers: to a content that is sent, else to a plain question.

        Raises:
            RuntimeError: it answered with an error.
        """
        request = urllib.request.Request(
            f"{self.address}/api/v1/{path}",
            data=None if content is None else json.dumps(content).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{path}: {error.code} {error.read().decode()[:500]}") from error

    def all(self, kind: str) -> list[dict[str, Any]]:
        """All charts, dashboards or datasets that there are."""
        return self.ask(f"{kind}/?q=(page_size:100)")["result"]

    def query(self, dataset: int, **query: object) -> list[dict[str, Any]]:
        """The rows that a query of a dataset finds, through the address that charts ask."""
        content = {
            "datasource": {"id": dataset, "type": "table"},
            "force": True,
            "queries": [query],
            "result_format": "json",
            "result_type": "full",
        }
        return self.ask("chart/data", content)["result"][0]["data"]
