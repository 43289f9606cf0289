"""What a function loads when it starts. A fresh interpreter per handler; the list of forbidden modules is the rule."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = sorted(path.parent.name for path in (ROOT / "functions").glob("*/handler.py"))

NEVER = {"boto3", "botocore", "aws_lambda_powertools", "aws_xray_sdk"}
WORKER = NEVER | {"fastapi", "starlette", "mangum", "pydantic", "httpx", "phonenumbers", "PIL", "argon2", "holidays"}
# What psycopg loads and nothing here needs (central/db/driver.py).
DRIVER = {"asyncio", "importlib.metadata", "ctypes.util", "subprocess", "inspect", "ast", "dis", "typing_extensions"}
# Dataclasses look into classes with half of the compiler; what starts has Frozen for it (docs/decisions/0030).
INSPECTION = {"dataclasses", "inspect", "ast", "dis"}
# AWS is spoken to without them (docs/decisions/0002).
HTTP = {"http.client", "email"}
# The names of days and months in the machine's language.
NAMES = {"calendar", "locale"}
# A line is written without Python's own logging; only what failed is traced (central/runtime/log.py).
LOGGING = {"logging", "traceback"}
WEBHOOK = WORKER | INSPECTION | HTTP | NAMES | LOGGING | {"psycopg", "cryptography"}


def _run(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout


def _loaded(handler: str) -> set[str]:
    return set(_run(f"import sys, {handler}.handler; print(' '.join(sys.modules))").split())


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_cold_start_loads_only_what_every_call_needs(function: str) -> None:
    if function.startswith("webhook_"):
        forbidden = WEBHOOK
    elif function in ("rest_api", "migrate_database"):
        forbidden = NEVER | {"argon2", "pyotp", "segno", "holidays"}  # for who signs in or sets something up
    elif "demo" in function:
        forbidden = WORKER  # no company waits for it
    else:
        forbidden = WORKER | DRIVER | HTTP | NAMES
    assert _loaded(function) & forbidden == set()


def test_what_the_driver_made_is_never_looked_through_again_and_what_comes_after_it_is() -> None:
    assert _run("import gc, central.db.driver; print(gc.isenabled(), gc.get_freeze_count() > 10_000)") == "True True\n"


def test_who_comes_after_the_driver_gets_the_modules_it_did_without() -> None:
    script = """
import central.db.driver, dataclasses, inspect, typing_extensions

@dataclasses.dataclass
class Later:
    x: int

print(Later(1), Later.__doc__, inspect.signature(Later), hasattr(typing_extensions, "Protocol"))
print(dataclasses.inspect.unwrap(len))
"""
    assert _run(script) == "Later(x=1) Later(x: int) (x: int) -> None True\n<built-in function len>\n"
