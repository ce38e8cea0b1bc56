"""The worked questions in `analyses/` run on the sample and find something."""

import re
from pathlib import Path

import pytest
from harness import ROOT, Project

ANALYSES = sorted((ROOT / "analyses").glob("*.sql"))


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda path: path.stem)
def test_an_analysis_finds_rows(analysis: Path, sample_project: Project) -> None:
    """Its references stand for tables of the built sample, and it has an answer there."""
    sql = re.sub(r"\{\{ ref\('(\w+)'\) \}\}", r"\1", analysis.read_text())
    assert "{{" not in sql
    assert sample_project.query(sql)
