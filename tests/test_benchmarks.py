import os
import re
import subprocess
import sys

from tests.databases import ROOT

REPORT = ROOT / "docs" / "benchmarks.md"


def benchmarks(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'script'}"}
    command = [sys.executable, "-m", "benchmarks", *words]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_group_has_its_module() -> None:
    groups = benchmarks("--list").stdout.split()
    assert groups
    for group in groups:
        source = (ROOT / "script" / "benchmarks" / f"{group}.py").read_text(encoding="utf-8")
        assert "def measure() -> Iterator[Figure]:" in source


def test_an_unknown_group_is_refused_by_name() -> None:
    refused = benchmarks("speed")
    assert refused.returncode == 2
    assert "speed" in refused.stderr


def test_every_figure_of_the_report_stands_beside_something() -> None:
    rows = re.findall(r"^\| (?!figure|---)(.+) \|$", REPORT.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows
    for row in rows:
        name, measured, _, beside, ratio = row.split(" | ")
        assert name
        assert re.match(r"[\d.,]+ \w+$", measured), row
        assert re.search(r": [\d.,]+ \w+$", beside), row
        assert float(ratio.replace(",", "")) >= 0, row
