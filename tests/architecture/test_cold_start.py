"""What a function loads when it starts. A fresh interpreter per handler; the list of forbidden modules is the rule."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = sorted(path.parent.name for path in (ROOT / "functions").glob("*/handler.py"))

NEVER = {"boto3", "botocore", "aws_lambda_powertools", "aws_xray_sdk"}
WORKER = NEVER | {"fastapi", "starlette", "mangum", "pydantic", "httpx", "phonenumbers", "PIL", "argon2", "holidays"}
# What only the asyncio half of psycopg loads (central/db/driver.py).
DRIVER = {"asyncio", "importlib.metadata", "ctypes.util", "subprocess"}
# Dataclasses look into classes with half of the compiler; what starts has Frozen for it (docs/decisions/0030).
INSPECTION = {"dataclasses", "inspect", "ast", "dis"}
WEBHOOK = WORKER | INSPECTION | {"psycopg", "cryptography"}


def _loaded(handler: str) -> set[str]:
    script = f"import sys, {handler}.handler; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_cold_start_loads_only_what_every_call_needs(function: str) -> None:
    if function.startswith("webhook_"):
        forbidden = WEBHOOK
    elif function in ("rest_api", "migrate_database"):
        forbidden = NEVER | {"argon2", "pyotp", "segno", "holidays"}  # for who signs in or sets something up
    else:
        forbidden = WORKER | DRIVER
    assert _loaded(function) & forbidden == set()
