"""The scanners of `make check`: Python, migrations, secrets, template.

    python -m central_local.scanners

A scanner that checks nothing says what one says that finds nothing: checkov on a template that SAM has not expanded,
for one, or any of them on no files. So each is given a planted sample of ``tests/scanners`` beside the product, in one
start, and must find what is planted there; the run fails loudly when it does not.

What is not asked, and why, is written in this file and nowhere else, except for single lines: ``# nosec B608`` and
``pragma: allowlist secret``, each beside its reason.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from central_local.files import ROOT
from central_local.problem import Problem

SAMPLES = ROOT / "tests/scanners"
_ENVIRONMENTS = ROOT / ".central/envs"
_SECONDS = 900.0  # a minute on a machine that has nothing else to do

BANDIT_EXCLUDED = {
    "B101": "an assertion narrows a type; nothing is guarded by one",
    "B105": "examples of the API's documentation; detect-secrets and ruff's S105 look for passwords",
    "B106": "as B105",
    "B404": "processes are started from a list of words, never by a shell, which B602 and B605 look for",
    "B603": "as B404",
}
SQUAWK_EXCLUDED = {
    "require-lock-timeout": "the migrator sets it for every migration (central/db/migrate.py)",
    "require-statement-timeout": "filling a column may take long; what must not is the wait for a lock",
    "prefer-bigint-over-int": "limits, positions and counts; keys are uuid and sequences bigint",
    # To be asked from the first release on: until then every migration runs on empty tables that nobody uses.
    "require-concurrent-index-creation": "until the first release",
    "constraint-missing-not-valid": "until the first release",
    "adding-foreign-key-constraint": "until the first release",
    "ban-drop-function": "until the first release",
    "ban-drop-constraint": "until the first release",
    "ban-drop-default": "until the first release",
    "ban-drop-not-null": "until the first release",
    "adding-field-with-default": "until the first release",
    "disallowed-unique-constraint": "until the first release",
    "adding-not-nullable-field": "until the first release",
    "require-concurrent-index-deletion": "until the first release",
}
CHECKOV_EXCLUDED = {
    "CKV_AWS_18": "access logs of buckets hold customers' addresses and nobody reads them",
    "CKV_AWS_21": "an old version would keep what was erased; the app's files come from the build",
    "CKV_AWS_27": "queues are encrypted by SQS unless one asks otherwise (the default since 2022)",
    "CKV_AWS_68": "a firewall costs more than the rest of a small company's bill; limits are in the application",
    "CKV_AWS_86": "as CKV_AWS_18",
    "CKV_AWS_95": "every call has a log line of its own, without addresses (central/runtime/log.py)",
    "CKV_AWS_115": "event sources have a maximum concurrency; a reserve would take from the account's other functions",
    "CKV_AWS_116": "dead letters belong to the queues; what is called directly answers its caller",
    "CKV_AWS_117": "the webhook speaks to no database, and starts faster outside",
    "CKV_AWS_118": "metrics by the second cost and are switched on when they are needed",
    "CKV_AWS_149": "encrypted with AWS's key; channel credentials have a key of ours on top",
    "CKV_AWS_158": "log lines hold ids and counts, never content",
    "CKV_AWS_162": "the application's role has its password from Secrets Manager; the proxy speaks no IAM here",
    "CKV_AWS_173": "no environment variable is a secret: they name where secrets are",
    "CKV_AWS_174": "CloudFront decides for its own name; with a name of one's own the template asks for TLS 1.2",
}
# Hashes of packages, generated documents, and the samples.
_NO_SECRETS_IN = (
    "requirements", "package-lock.json", "docs/openapi.json", "events/contracts/", "schema.d.ts", "tests/scanners/",
)  # fmt: skip
# What platforms send holds check sums of files, and JSON no remarks: here only keys of known shapes count.
_CHECK_SUMS_IN = "events/"
_ENTROPY = "High Entropy String"
# Kinds of files of which detect-secrets looks at each line by itself.
_BY_LINE = {".json", ".py", ".sql", ".ts", ".tsx"}


@dataclass(frozen=True, order=True)
class Finding:
    """One thing a scanner complains about: its rule, where, and its sentence."""

    rule: str
    place: str
    text: str


@dataclass(frozen=True)
class Scanner:
    """One tool. ``scan`` takes files and answers findings; ``planted`` are the rules the sample must break."""

    name: str
    sample: str
    planted: frozenset[str]
    files: Callable[[], list[Path]]
    scan: Callable[[Sequence[Path]], list[Finding]]


def _tool(environment: str, name: str, arguments: Sequence[str], *, codes: tuple[int, ...] = (0, 1)) -> Any:
    """Run a tool that prints JSON. Raises Problem when it is missing, dies, or prints something else."""
    command = _ENVIRONMENTS / environment / "bin" / name
    if not command.exists():
        raise Problem(f"{name} is not installed: run `make check`, which installs it.")
    try:
        done = subprocess.run(
            [str(command), *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=_SECONDS,
            env={**os.environ, "AWS_DEFAULT_REGION": "sa-east-1", "NO_COLOR": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Problem(f"{name} was not done after {_SECONDS:.0f} seconds.") from None
    try:
        if done.returncode in codes:
            return json.loads(done.stdout)
    except ValueError:
        pass
    raise Problem(f"{name} failed ({done.returncode}): {(done.stderr or done.stdout).strip()[-600:]}")


def _place(path: object, line: object = None) -> str:
    found = str(path).removeprefix(f"{ROOT}/")
    return found if line is None else f"{found}:{line}"


def bandit(files: Sequence[Path]) -> list[Finding]:
    """Mistakes in Python that ruff's rules of the same origin do not know, and every file that could not be read."""
    report = _tool("scanners", "bandit", ["-q", "-f", "json", "-s", ",".join(BANDIT_EXCLUDED), *map(str, files)])
    unread = [Finding("unreadable", _place(e["filename"]), e["reason"]) for e in report["errors"]]
    return unread + [
        Finding(r["test_id"], _place(r["filename"], r["line_number"]), r["issue_text"]) for r in report["results"]
    ]


def squawk(files: Sequence[Path]) -> list[Finding]:
    """Migrations that would stop a running system. Ours run in a transaction each, on PostgreSQL 15 and later."""
    excluded = [part for rule in SQUAWK_EXCLUDED for part in ("-e", rule)]
    options = ["--assume-in-transaction", "--pg-version", "15.0", "--reporter", "json"]
    report = _tool("scanners", "squawk", [*options, *excluded, *map(str, files)])
    return [Finding(r["rule_name"], _place(r["file"], r["line"] + 1), r["message"]) for r in report]


def secrets(files: Sequence[Path]) -> list[Finding]:
    """Keys of two dozen services, private keys, addresses with a password, and text too random to be a word.

    Its search for the word "password" is off: catalogues and tests of sign-in speak of little else. Files outside
    the checkout it leaves out in silence. ``-n``: it must not ask the services whether a key works.
    """
    options = ["scan", "-n", "--disable-plugin", "KeywordDetector"]
    with tempfile.TemporaryDirectory(dir=_ENVIRONMENTS.parent) as folder:
        written = _each_line_once([path for path in files if path.suffix in _BY_LINE], Path(folder))
        others = [path for path in files if path.suffix not in _BY_LINE]
        report = _tool("scanners", "detect-secrets", [*options, *map(str, [*written, *others])], codes=(0,))
    found = [
        (secret["type"], place)
        for name, secrets_of_file in report["results"].items()
        for secret in secrets_of_file
        for place in _places(written, ROOT / name, secret["line_number"])
    ]
    return [
        Finding(rule, place, "looks like a secret")
        for rule, place in found
        if not (place.startswith(_CHECK_SUMS_IN) and _ENTROPY in rule)
    ]


def _each_line_once(files: Sequence[Path], folder: Path) -> dict[Path, list[list[str]]]:
    """Write what stands in these files, a file for each kind: half of their lines stand in several places.

    A remark about the line that follows is left out: another may follow it now.

    Returns:
        The files that were written, and of each of their lines the places where it stands.
    """
    kinds: dict[str, dict[str, list[str]]] = {}
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if "allowlist nextline" not in line:
                kinds.setdefault(path.suffix, {}).setdefault(line.strip(), []).append(_place(path, number))
    for suffix, lines in kinds.items():
        (folder / f"lines{suffix}").write_text("\n".join(lines), encoding="utf-8")
    return {folder / f"lines{suffix}": list(lines.values()) for suffix, lines in kinds.items()}


def _places(written: Mapping[Path, Sequence[Sequence[str]]], path: Path, number: int) -> Sequence[str]:
    return written[path][number - 1] if path in written else [_place(path, number)]


def cfn_lint(files: Sequence[Path]) -> list[Finding]:
    """What CloudFormation would refuse (`make validate` asks the same)."""
    report = _tool("sam", "cfn-lint", ["--format", "json", "--", *map(str, files)], codes=(0, 2, 4, 6, 8, 10, 12, 14))
    return [
        Finding(r["Rule"]["Id"], _place(r["Filename"], r["Location"]["Start"]["LineNumber"]), r["Message"])
        for r in report
    ]


def checkov(files: Sequence[Path]) -> list[Finding]:
    """Rights and settings that are too wide, in the template as SAM expands it.

    Not in the template as it stands: there it sees no policy of a function, not even ``Action: "*"``.
    """
    from tests.template.expanded import expand, load  # the one place that knows how SAM is asked

    logging.getLogger("samtranslator").setLevel(logging.ERROR)  # speaks of its own metrics
    with tempfile.TemporaryDirectory() as folder:
        expanded, count = {}, 0
        for number, path in enumerate(files):
            resources = expand(load(path))
            count += len(resources)
            written = Path(folder) / f"{number}.json"
            written.write_text(json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}))
            expanded[str(written)] = path
        options = ["--framework", "cloudformation", "-o", "json", "--quiet", "--compact", "--skip-download"]
        excluded = ["--skip-check", ",".join(CHECKOV_EXCLUDED)]
        report = _tool("checkov", "checkov", [part for name in expanded for part in ("-f", name)] + options + excluded)
    if report["summary"]["parsing_errors"] or report["summary"]["resource_count"] < count:
        raise Problem(f"checkov read {report['summary']['resource_count']} of {count} resources")
    return [
        Finding(r["check_id"], f"{_place(expanded[r['file_abs_path']])} {r['resource']}", r["check_name"])
        for r in report["results"]["failed_checks"]
    ]


def _tracked(*patterns: str) -> list[Path]:
    """Files of the repository; in a checkout without git, those of the folders."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Problem("The scanners need git: they look at the files of the repository and at no others.")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def _may_hold_secrets() -> list[Path]:
    pictures = {".png", ".jpg", ".ico", ".woff2", ".svg"}
    return [
        path
        for path in _tracked()
        if path.suffix not in pictures and not any(part in _place(path) for part in _NO_SECRETS_IN)
    ]


def _template() -> list[Path]:
    return [ROOT / "template.yaml"]


SCANNERS = (
    Scanner("checkov", "template.yaml", frozenset({"CKV_AWS_62", "CKV_AWS_110"}), _template, checkov),
    Scanner("cfn-lint", "template.yaml", frozenset({"E3002"}), _template, cfn_lint),
    Scanner(
        "detect-secrets", "secret.py", frozenset({"AWS Access Key", "Private Key", f"Base64 {_ENTROPY}"}),
        _may_hold_secrets, secrets,
    ),
    Scanner(
        "bandit", "python.py", frozenset({"B324", "B602"}),
        lambda: _tracked("shared/*.py", "functions/*.py", "layers/*.py"), bandit,
    ),
    Scanner(
        "squawk", "migration.sql", frozenset({"adding-required-field", "renaming-column"}),
        lambda: _tracked("shared/central/db/migrations/*.sql"), squawk,
    ),
)  # fmt: skip


def prove_and_scan(scanner: Scanner, files: Sequence[Path]) -> list[Finding]:
    """Scan the product and a planted sample in one start, which is most of what some tools cost.

    Returns:
        What is found in the product.

    Raises:
        Problem: it misses anything of what is planted in the sample.
    """
    with tempfile.TemporaryDirectory(dir=_ENVIRONMENTS.parent) as folder:
        copy = Path(folder) / scanner.sample
        shutil.copyfile(SAMPLES / f"{scanner.sample}.sample", copy)
        found = scanner.scan([copy, *files])
    planted = [finding for finding in found if finding.place.startswith(_place(copy))]
    missed = scanner.planted - {finding.rule for finding in planted}
    if missed:
        raise Problem(
            f"{scanner.name} did not find what is wrong in tests/scanners/{scanner.sample}.sample "
            f"({', '.join(sorted(missed))}): what it says about the product means nothing."
        )
    return [finding for finding in found if finding not in planted]


def run(scanner: Scanner) -> tuple[list[Finding], float]:
    """Scan the product and prove it. Returns the findings and the seconds it took."""
    started = time.monotonic()
    files = scanner.files()
    if not files:
        raise Problem(f"{scanner.name} has no files to scan.")
    return sorted(prove_and_scan(scanner, files)), time.monotonic() - started


def main() -> int:
    failed = False
    with ThreadPoolExecutor(2) as pool:
        runs = [(scanner, pool.submit(run, scanner)) for scanner in SCANNERS]
        for scanner, running in runs:
            try:
                findings, seconds = running.result()
            except Problem as problem:
                print(f"✗ {problem}", file=sys.stderr)
                failed = True
                continue
            print(f"{'✗' if findings else '✓'} {scanner.name}: {len(findings)} findings ({seconds:.0f} s)", flush=True)
            for finding in findings:
                print(f"    {finding.place}: {finding.rule} {finding.text}")
            failed = failed or bool(findings)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
