"""CSV cells that no spreadsheet runs."""

import csv
import io

import pytest

from central.accounts.csv_text import csv_text, safe_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1+1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
        "\uff1d1+1",
        "\uff0b1",
        "\uff20SUM",
        "|calc",
        "=\u0338A1",  # one sign when composed, two to a spreadsheet
        "%0A=1",
        "+55 11 98765-4321",
    ],
)
def test_what_could_be_a_formula_is_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ana", "a=b", "-5", "+3.14", "1,5", "2026-11-21", "ação"])
def test_what_is_harmless_stays(text: str) -> None:
    assert safe_cell(text) == text


def test_no_cell_leaves_its_place() -> None:
    cells = ["a,b;c", 'd"e', "f\r\ng", "=h"]
    text = csv_text(("um", "dois", "três", "quatro"), [cells])
    assert csv_text(("um",), [["a"]]) == '"um"\r\n"a"\r\n'
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == ["a,b;c", 'd"e', "f\r\ng", "'=h"]
