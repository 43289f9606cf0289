"""A scanner counts only when it finds what is planted. The tools run in `make check`; here they are played."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from central_local import scanners
from central_local.problem import Problem
from central_local.scanners import SAMPLES, SCANNERS, Finding, Scanner, _each_line_once, _place, main, run


def played(*rules: str, product: Sequence[Finding] = (), files: bool = True) -> Scanner:
    """A scanner that finds these rules in its sample, and ``product`` everywhere else."""
    others = [Path(__file__)] if files else []

    def scan(found: Sequence[Path]) -> list[Finding]:
        sample, *rest = found
        assert (sample.name, rest) == ("python.py", others)
        assert sample.read_text() == (SAMPLES / "python.py.sample").read_text()
        return [*(Finding(rule, f"{_place(sample)}:1", "planted") for rule in rules), *product]

    return Scanner("played", "python.py", frozenset({"B602"}), lambda: others, scan)


def test_one_that_sees_nothing_in_its_sample_is_a_failure() -> None:
    with pytest.raises(Problem, match=r"did not find what is wrong in tests/scanners/python\.py\.sample \(B602\)"):
        run(played())
    with pytest.raises(Problem, match="means nothing"):
        run(played("B101", product=[Finding("B602", "a.py:1", "elsewhere")]))


def test_one_without_files_is_a_failure() -> None:
    with pytest.raises(Problem, match="has no files"):
        run(played("B602", files=False))


def test_one_that_is_not_installed_is_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(scanners, "_ENVIRONMENTS", tmp_path / "envs")
    for scanner in SCANNERS:
        with pytest.raises(Problem, match="is not installed"):
            run(scanner)


def test_one_that_hangs_is_a_failure_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hanging = tmp_path / "scanners/bin/bandit"
    hanging.parent.mkdir(parents=True)
    hanging.write_text("#!/bin/sh\nexec sleep 60\n")
    hanging.chmod(0o755)
    monkeypatch.setattr(scanners, "_ENVIRONMENTS", tmp_path)
    monkeypatch.setattr(scanners, "_SECONDS", 0.1)
    with pytest.raises(Problem, match=r"bandit was not done after 0 seconds\."):
        scanners.bandit([tmp_path])


@pytest.mark.parametrize(
    ("scanner", "code", "said"),
    [
        (played("B602"), 0, "✓ played: 0 findings"),
        (played("B602", product=[Finding("B324", "a.py:1", "weak")]), 1, "a.py:1: B324 weak"),
        (played(), 1, "means nothing"),
    ],
)
def test_what_make_check_says(
    scanner: Scanner, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scanners, "SCANNERS", (scanner, replace(played("B602"), name="other")))
    assert main() == code
    captured = capsys.readouterr()
    assert said in captured.out + captured.err
    assert "✓ other" in captured.out  # one that fails does not silence the next


def test_every_scanner_has_a_sample_and_looks_at_files() -> None:
    for scanner in SCANNERS:
        assert (SAMPLES / f"{scanner.sample}.sample").is_file()
        assert scanner.planted
        files = scanner.files()
        assert files
        assert not any(SAMPLES in path.parents for path in files)


def test_a_line_that_stands_in_several_files_is_looked_at_once_and_found_in_each(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("a.py", "b.py", "c.md")]
    for path in files:
        path.write_text("first = 1\n    secret = 2\n")
    (tmp_path / "b.py").write_text("secret = 2\n")
    looked: list[list[str]] = []

    def tool(_environment: str, _name: str, arguments: Sequence[str], **_: object) -> object:
        looked.extend(Path(name).read_text().splitlines() for name in arguments[-2:])
        hits = [{"type": "Private Key", "line_number": 2}]
        return {"results": dict.fromkeys(arguments[-2:], hits)}

    monkeypatch.setattr(scanners, "_tool", tool)
    monkeypatch.setattr(scanners, "_ENVIRONMENTS", tmp_path / "envs")
    places = {finding.place.rsplit("/", 1)[1] for finding in scanners.secrets(files)}
    assert places == {"a.py:2", "b.py:1", "c.md:2"}
    assert looked == [["first = 1", "secret = 2"], ["first = 1", "    secret = 2"]]


def test_a_remark_about_the_next_line_excuses_none() -> None:
    """Each line is looked at once, so another may follow the remark."""
    remark = "allowlist" + " nextline"
    with TemporaryDirectory() as folder:
        source = Path(folder) / "a.py"
        source.write_text(f"# pragma: {remark} secret\nkey = 1\n")
        (written,) = _each_line_once([source], Path(folder))
        assert written.read_text() == "key = 1\n"
