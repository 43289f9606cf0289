"""The whole product on one machine, without its front door: Postgres, engine, deployed stack, demo account."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from central_local import build
from central_local.engine import CREDENTIALS, REGION, Engine, start_engine
from central_local.files import write
from central_local.postgres import Server, ensure_server
from central_local.problem import Problem

STACK = "central-local"
ARTIFACTS = "central-local-artifacts"
ARTIFACTS_LIMIT_BYTES = 1_000_000_000
Report = Callable[[str], None]


@dataclass
class Stack:
    """A running stack. ``outputs`` are the template's; ``demo`` has phone_number_id and logins."""

    state: Path
    base_url: str
    server: Server
    engine: Engine
    kept: dict[str, str]
    outputs: dict[str, str] = field(default_factory=dict)
    demo: dict[str, Any] = field(default_factory=dict)

    @property
    def owner_url(self) -> str:
        """Superuser's address, for scripts that look at everything."""
        return self.server.url("central")

    @property
    def http_address(self) -> str:
        return f"{self.engine.endpoint}/_aws/execute-api/{self.outputs['HttpApiId']}/$default"

    @property
    def websocket_address(self) -> str:
        return f"ws://127.0.0.1:{self.engine.port}/_aws/execute-api/{self.outputs['WebSocketApiId']}/live"

    def description(self) -> dict[str, Any]:
        """What ``.central/local.json`` says."""
        return {
            "base_url": self.base_url,
            "aws_endpoint": self.engine.endpoint,
            "aws_region": REGION,
            "database_url": self.owner_url,
            "application_database_url": self.kept["application_url"],
            "meta_app_secret": self.kept["meta_app_secret"],
            "meta_verify_token": self.kept["meta_verify_token"],
            "phone_number_id": self.demo.get("phone_number_id", ""),
            "logins": self.demo.get("logins", []),
            "stack": STACK,
            "outputs": self.outputs,
            "logs": str(self.engine.folder / "logs"),
            "engine_pid": self.engine.pid,
            "environment": self.function_environment(),
        }

    def function_environment(self) -> dict[str, str]:
        """Variables with which a script can use the product's own adapters against this stack."""
        return {
            **self.engine.client_environment(),
            "AWS_REGION": REGION,
            "DATABASE_OWNER_URL": self.owner_url,
            "DATABASE_URL": self.kept["application_url"],
            "SECRETS_PREFIX": self.outputs["SecretsPrefix"],
            "KMS_KEY_ID": self.outputs["CredentialsKeyArn"],
            "MEDIA_BUCKET": self.outputs["MediaBucketName"],
            "PUBLIC_URL": self.base_url,
            **queue_environment(self.outputs),
            "META_APP_SECRET": self.kept["meta_app_secret"],
            "META_VERIFY_TOKEN": self.kept["meta_verify_token"],
        }

    def stop(self) -> None:
        """Stop the engine (it writes its state) and, when nobody else holds it, Postgres."""
        self.engine.stop()
        self.server.release()


def queue_environment(outputs: dict[str, str]) -> dict[str, str]:
    """The stack's queues as functions know them: ``InboundQueueUrl`` → ``INBOUND_QUEUE_URL``."""
    return {
        re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.replace("DeadLettersUrl", "DeadLetterUrl")).upper(): value
        for name, value in outputs.items()
        if name.endswith(("QueueUrl", "DeadLettersUrl"))
    }


def start_stack(state: Path, base_url: str, report: Report) -> Stack:
    """Start everything that is not running, deploy what changed, make sure that the demo exists.

    Args:
        state: folder of this stack alone, by convention ``.central``.
        base_url: where the front door will answer; it is a parameter of the stack.
        report: told each step in a few words.

    Raises:
        Problem: something the person at the keyboard can mend.
    """
    state.mkdir(parents=True, exist_ok=True)
    report("starting PostgreSQL")
    server = ensure_server(state / "postgres", durable=True)
    engine: Engine | None = None
    try:
        server.create_database("central")
        report("starting the local AWS engine")
        engine = start_engine(state / "engine")
        stack = Stack(state, base_url, server, engine, _kept_secrets(state, server))
        _deploy(stack, report)
        engine.warm()
        report("checking the demo account")
        stack.demo = _seed(stack)
        server.analyze("central")
        return stack
    except BaseException:
        if engine is not None:
            engine.stop()
        server.release()
        raise


def _kept_secrets(state: Path, server: Server) -> dict[str, str]:
    """Secrets of this checkout: made once, so that a restart changes no parameter and needs no deployment."""
    path = state / "secrets.json"
    kept: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    for name in ("application_password", "meta_app_secret", "meta_verify_token"):
        kept.setdefault(name, secrets.token_hex(16))
    write(path, json.dumps(kept, indent=2), mode=0o600)
    return {**kept, "application_url": server.url("central", "central_app", kept["application_password"])}


def _deploy(stack: Stack, report: Report) -> None:
    target = build.this_machine()
    parameters = {
        "Environment": "local",
        "Runtime": target.runtime,
        "Architecture": target.architecture,
        "PublicUrl": stack.base_url,
        "AwsEndpoint": stack.engine.endpoint,
        "DatabaseUrl": stack.kept["application_url"],
        "DatabaseOwnerUrl": stack.owner_url,
        "DemoMode": "on",
        "SignUp": "on",
        "MetaAppSecret": stack.kept["meta_app_secret"],
        "MetaVerifyToken": stack.kept["meta_verify_token"],
    }
    wanted = build.build_hash(target, parameters)
    marker = stack.state / "deployed"
    stack.outputs = _outputs(stack.engine)
    if stack.outputs and marker.exists() and marker.read_text() == wanted:
        report("nothing to deploy")
        return
    marker.unlink(missing_ok=True)
    report("building the functions and their layers (sam build)")
    logs = stack.engine.folder / "logs"
    build.sam_build(target, stack.state / "build", logs / "sam-build.log")
    report("deploying the template (sam deploy)")
    _prepare_artifacts(stack.engine)
    try:
        build.sam_deploy(
            ["--config-env", "local", "--s3-bucket", ARTIFACTS, "--region", REGION],
            {**parameters, "BuildHash": wanted}, stack.state / "build", stack.engine.client_environment(),
            logs / "sam-deploy.log",
        )  # fmt: skip
    except Problem as problem:
        reason = _failure(stack.engine)
        raise Problem(reason or str(problem)) from None
    stack.outputs = _outputs(stack.engine)
    if not stack.outputs:
        raise Problem(f"The stack was not deployed; see {logs / 'sam-deploy.log'}.")
    stack.engine.save()
    write(marker, wanted)


def _client(service: str, engine: Engine) -> Any:
    import boto3

    create: Any = boto3.client  # its overloads want a literal
    return create(
        service, endpoint_url=engine.endpoint, region_name=REGION,
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    )  # fmt: skip


def _outputs(engine: Engine) -> dict[str, str]:
    """The outputs of a stack that is deployed in full; empty when there is none."""
    from botocore.exceptions import ClientError

    try:
        found = _client("cloudformation", engine).describe_stacks(StackName=STACK)["Stacks"][0]
    except ClientError:
        return {}
    if found["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        return {}
    return {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}


def _failure(engine: Engine) -> str:
    """Why the last deployment failed, in a sentence; empty when the engine does not say."""
    from botocore.exceptions import ClientError

    try:
        events = _client("cloudformation", engine).describe_stack_events(StackName=STACK)["StackEvents"]
    except ClientError:
        return ""
    for event in events:  # newest first
        reason = event.get("ResourceStatusReason", "")
        if event["ResourceStatus"].endswith("_FAILED") and reason and "cancelled" not in reason:
            advice = ""
            if "was changed after it had been applied" in reason:
                advice = (
                    ". This database was made by another version of the code: `make reset` starts with an empty one."
                )
            return f"The deployment failed at {event['LogicalResourceId']}: {reason}{advice}"
    return ""


def _prepare_artifacts(engine: Engine) -> None:
    """The bucket that `sam deploy` uploads to; emptied when old builds fill it."""
    s3 = _client("s3", engine)
    if ARTIFACTS not in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]:
        s3.create_bucket(Bucket=ARTIFACTS, CreateBucketConfiguration={"LocationConstraint": REGION})
        return
    objects = [
        item
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=ARTIFACTS)
        for item in page.get("Contents", [])
    ]
    if sum(item["Size"] for item in objects) > ARTIFACTS_LIMIT_BYTES:
        for item in objects:
            s3.delete_object(Bucket=ARTIFACTS, Key=item["Key"])


def _seed(stack: Stack) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "central_local.seed"], env=stack.function_environment(), cwd=stack.state,
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    if done.returncode:
        raise Problem(f"The demo account could not be made:{os.linesep}{done.stderr[-1500:]}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
