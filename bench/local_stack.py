"""A local stack of the bench's own, as ``make run`` starts it: another port, another folder, nobody's demo data."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from central.db.migrate import load_migrations
from central_local.files import ROOT, remembered_port

FOLDER = ROOT / ".central/bench-stack"
# The first start builds and deploys; later ones find everything.
_START_SECONDS = 420.0
_EMPTY = "def handler(event, context):\n    return {'statusCode': 200, 'body': '{}'}\n"


@dataclass(frozen=True, slots=True)
class LocalStack:
    """A running stack and what its ``local.json`` says."""

    port: int
    description: dict[str, Any]

    @property
    def phone_number_id(self) -> str:
        """The demo number."""
        return str(self.description["phone_number_id"])

    @property
    def secret(self) -> str:
        """What webhooks are signed with."""
        return str(self.description["meta_app_secret"])

    def api(self, method: str, path: str, body: Any = None, token: str = "") -> Any:
        """Call the REST API."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/v1{path}",
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={"content-type": "application/json", **({"authorization": f"Bearer {token}"} if token else {})},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.loads(answer.read() or b"null")

    def empty_function(self) -> tuple[int, str]:
        """Put a function that does nothing behind an HTTP API of the engine; return its port and path."""
        endpoint = str(self.description["aws_endpoint"])
        functions, gateway = self._client("lambda", endpoint), self._client("apigatewayv2", endpoint)
        package = io.BytesIO()
        with zipfile.ZipFile(package, "w") as archive:
            archive.writestr("empty.py", _EMPTY)
        try:
            functions.delete_function(FunctionName="bench-empty")
        except functions.exceptions.ResourceNotFoundException:
            pass
        arn = functions.create_function(
            FunctionName="bench-empty",
            Runtime=f"python3.{sys.version_info.minor}",
            Role="arn:aws:iam::000000000000:role/bench",
            Handler="empty.handler",
            Code={"ZipFile": package.getvalue()},
        )["FunctionArn"]
        api = gateway.create_api(Name="bench-empty", ProtocolType="HTTP")["ApiId"]
        integration = gateway.create_integration(
            ApiId=api, IntegrationType="AWS_PROXY", IntegrationUri=arn, PayloadFormatVersion="2.0"
        )["IntegrationId"]
        gateway.create_route(ApiId=api, RouteKey="POST /empty", Target=f"integrations/{integration}")
        gateway.create_stage(ApiId=api, StageName="$default", AutoDeploy=True)
        return int(endpoint.rpartition(":")[2]), f"/_aws/execute-api/{api}/$default/empty"

    def _client(self, service: Any, endpoint: str) -> Any:
        import boto3

        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        create: Any = boto3.client  # its overloads want a literal
        return create(service, endpoint_url=endpoint, region_name=self.description["aws_region"], **keys)

    def socket_address(self, token: str) -> str:
        """A one-use address for a WebSocket of this person."""
        return str(self.api("POST", "/socket-tickets", {}, token)["url"])


def _forget_other_schema() -> None:
    """Start with an empty database when the migrations are others than those it was made with."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made_with = FOLDER / "migrations"
    ours = "".join(migration.checksum for migration in load_migrations())
    if not made_with.exists() or made_with.read_text() != ours:
        for name in ("postgres", "engine", "deployed"):
            shutil.rmtree(FOLDER / name, ignore_errors=True)
        (FOLDER / "deployed").unlink(missing_ok=True)
        made_with.write_text(ours)


@contextmanager
def running_stack() -> Iterator[LocalStack]:
    """Start it, or say why it cannot run; stop it at the end.

    Raises:
        RuntimeError: it did not come up; the message ends with what it printed.
    """
    _forget_other_schema()
    port = remembered_port(FOLDER / "http-port")
    described = FOLDER / "local.json"
    described.unlink(missing_ok=True)
    log = FOLDER / "run.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "central_local.run", "--port", str(port), "--state", str(FOLDER), "--no-web"],
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env=dict(os.environ),
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + _START_SECONDS
        while not described.exists():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the local stack did not start: {log.read_text()[-600:].strip()}")
            time.sleep(0.2)
        yield LocalStack(port, json.loads(described.read_text()))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
