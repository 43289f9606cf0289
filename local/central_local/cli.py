"""The smaller commands of the Makefile: build, deploy, migrate, seed, redrive, operator, rotate, reset."""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from central_local import build
from central_local.files import ROOT, STATE
from central_local.problem import Problem
from central_local.stack import queue_environment


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="central")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("build", "deploy"):
        command = commands.add_parser(name)
        command.add_argument("--runtime", default="python3.13")
        command.add_argument("--architecture", choices=("arm64", "x86_64"), default="arm64")
        if name == "deploy":
            command.add_argument("--stage", choices=("staging", "production"), required=True)
    commands.add_parser("migrate")
    commands.add_parser("seed")
    commands.add_parser("reset")
    redrive = commands.add_parser("redrive")
    redrive.add_argument("queue", help="inbound, outbound, push …")
    redrive.add_argument("--go", action="store_true", help="put them back; without it they are only listed")
    redrive.add_argument("--reason", help="only those whose reason contains this text")
    redrive.add_argument("--stage", choices=("staging", "production"), help="on AWS instead of this machine")
    rotate = commands.add_parser("rotate-secrets")
    rotate.add_argument("--stage", choices=("staging", "production"), required=True)
    _add_operator(commands.add_parser("operator"))
    options = parser.parse_args(arguments)
    actions: dict[str, Callable[[], int]] = {
        "build": lambda: _build(options),
        "deploy": lambda: _deploy(options),
        "migrate": _migrate,
        "seed": _seed,
        "reset": _reset,
        "redrive": lambda: _redrive(options),
        "operator": lambda: _operate(options),
        "rotate-secrets": lambda: _rotate_secrets(options),
    }
    try:
        return actions[options.command]()
    except Problem as problem:
        print(f"✗ {problem}", file=sys.stderr)
        return 1


def running() -> dict[str, Any]:
    """What the running stack says about itself. Raises Problem when none runs."""
    path = Path(os.environ.get("CENTRAL_LOCAL_JSON", STATE / "local.json"))
    if not path.exists():
        raise Problem("Nothing runs here: start it with `make run` in another terminal.")
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def _build(options: argparse.Namespace) -> int:
    target = build.Target(options.runtime, options.architecture)
    build.sam_build(target, ROOT / ".aws-sam/build", STATE / "logs/sam-build.log")
    print(f"built for {target.runtime} on {target.architecture}: .aws-sam/build")
    return 0


def _deploy(options: argparse.Namespace) -> int:
    """Build and deploy to AWS with the caller's own credentials, then the pages into their bucket.

    Further template parameters come from the environment variable PARAMETERS ("Name=value Name=value").
    """
    check_credentials()
    target = build.Target(options.runtime, options.architecture)
    extra = dict(pair.split("=", 1) for pair in os.environ.get("PARAMETERS", "").split() if "=" in pair)
    parameters = {
        "Environment": options.stage, "Runtime": target.runtime, "Architecture": target.architecture, **extra,
    }  # fmt: skip
    parameters["BuildHash"] = build.build_hash(target, parameters)
    _build(options)
    build.sam_deploy(
        ["--config-env", options.stage, "--no-confirm-changeset"], parameters, ROOT / ".aws-sam/build",
        dict(os.environ), STATE / "logs/sam-deploy.log",
    )  # fmt: skip
    _publish_pages(f"central-{options.stage}")
    return 0


def _publish_pages(stack: str) -> None:
    import mimetypes

    import boto3

    from central_local.web import PAGES, build_web

    build_web()
    if not (PAGES / "index.html").exists():
        raise Problem("There are no built pages in web/dist.")
    outputs = {
        item["OutputKey"]: item["OutputValue"]
        for item in boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0].get("Outputs", [])
    }
    s3 = boto3.client("s3")
    # assets first: a page must never name a file that is not there yet
    files = sorted((path for path in PAGES.rglob("*") if path.is_file()), key=lambda path: path.suffix == ".html")
    for path in files:
        key = path.relative_to(PAGES).as_posix()
        lasting = key.startswith("assets/")
        s3.upload_file(
            str(path), outputs["AppBucketName"], key,
            ExtraArgs={
                "ContentType": mimetypes.guess_type(key)[0] or "application/octet-stream",
                "CacheControl": "public, max-age=31536000, immutable" if lasting else "no-cache",
            },
        )  # fmt: skip
    print(f"{len(files)} files published; {outputs['PublicAddress']}")


def _owner_url() -> str:
    return os.environ.get("DATABASE_OWNER_URL") or str(running()["database_url"])


def _migrate() -> int:
    from central.db.migrate import migrate

    try:
        applied = migrate(_owner_url())
    except ValueError as error:
        raise Problem(f"The database was not changed: {error}.") from None
    print("\n".join(f"applied {name}" for name in applied) or "nothing to apply")
    return 0


def _environment() -> dict[str, str]:
    known = running()
    return {
        **os.environ,
        "AWS_ENDPOINT_URL": known["aws_endpoint"],
        "AWS_REGION": known["aws_region"],
        "AWS_DEFAULT_REGION": known["aws_region"],
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        **known["environment"],
    }


def _seed() -> int:
    return subprocess.run([sys.executable, "-m", "central_local.seed"], env=_environment(), check=False).returncode


def _redrive(options: argparse.Namespace) -> int:
    """Look into dead letters of the running stack (or of a stage on AWS), or put them back to work."""
    arguments = [options.queue, *(["--redrive"] if options.go else [])]
    if options.reason:
        arguments += ["--reason", options.reason]
    environment = _stage_environment(options.stage) if options.stage else _environment()
    command = [sys.executable, "-m", "central.runtime.redrive", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode


def _rotate_secrets(options: argparse.Namespace) -> int:
    """Let the function that may do it wrap the keys of all sealed values again, and say how many there were.

    Only on AWS: the local engine cannot wrap a key again.
    """
    import boto3
    from botocore.config import Config

    check_credentials()
    stacks = boto3.client("cloudformation").describe_stacks(StackName=f"central-{options.stage}")["Stacks"]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stacks[0].get("Outputs", [])}
    patient = Config(read_timeout=620, retries={"max_attempts": 0})
    invoked = boto3.client("lambda", config=patient).invoke(
        FunctionName=outputs["RotateSecretsFunction"], Payload=b"{}"
    )
    answer: dict[str, Any] = {**invoked}
    done = json.loads(answer["Payload"].read())
    if "FunctionError" in answer or "wrapped" not in done:
        raise Problem("The rotation did not finish; its log says why. Running it again goes on.")
    print(f"{done['wrapped']} sealed values wrapped again, {done['broken']} could not be opened by anybody")
    return 0


def _add_operator(command: argparse.ArgumentParser) -> None:
    verbs = command.add_subparsers(dest="verb", required=True)
    verbs.add_parser("list", help="every company and what it uses")
    verbs.add_parser("operators", help="who may do all this in the app")
    for verb in ("grant", "revoke"):
        verbs.add_parser(verb, help="let somebody do all this in the app, or no longer").add_argument("email")
    create = verbs.add_parser("create", help="open a company; its first admin is sent a link")
    create.add_argument("--name", required=True)
    create.add_argument("--email", required=True)
    create.add_argument("--person", required=True, help="the first admin's name")
    create.add_argument("--locale", default="pt-BR", choices=("pt-BR", "en", "es"))
    create.add_argument("--time-zone", default="America/Sao_Paulo")
    create.add_argument("--stage", choices=("staging", "production"), help="whose mail to send at once, on AWS")
    for verb in ("suspend", "resume"):
        change = verbs.add_parser(verb)
        change.add_argument("company", type=UUID, help="its id, as the list shows it")
        change.add_argument("--reason", required=True, help="for the company's audit log")


def _operate(options: argparse.Namespace) -> int:
    """Do what only whoever runs Central may do, on the running stack or on DATABASE_OWNER_URL."""
    from central.companies import operator
    from central.errors import Refused

    try:
        if options.verb == "list":
            for one in operator.list_companies(_owner_url()):
                last = f"{one.last_activity_at:%Y-%m-%d %H:%M}" if one.last_activity_at else "never"
                print(
                    f"{one.id}  {one.status:9}  {one.name}: {one.people} people, {one.channels} channels,"
                    f" {one.open_conversations} open, {one.messages_30_days} messages in 30 days, last active {last}"
                )
        elif options.verb == "create":
            company = operator.create_company(
                _owner_url(), name=options.name, email=options.email, person=options.person,
                locale=options.locale, time_zone=options.time_zone,
            )  # fmt: skip
            _ring_mail(options.stage)
            print(f"{company} opened; {options.email} is sent a link to choose a password unless they have one")
        elif options.verb == "operators":
            print("\n".join(operator.list_operators(_owner_url())) or "nobody: make operator DO='grant EMAIL'")
        elif options.verb in ("grant", "revoke"):
            operator.set_operator(_owner_url(), options.email, operates=options.verb == "grant")
            print("may operate, signed in with a second factor" if options.verb == "grant" else "operates no longer")
        else:
            suspended = options.verb == "suspend"
            operator.set_suspended(_owner_url(), options.company, suspended=suspended, reason=options.reason)
            print("suspended: nobody of it is signed in any more" if suspended else "works again")
    except Refused as refusal:
        raise Problem(refusal.message) from None
    return 0


def _ring_mail(stage: str | None) -> None:
    """Let the mail go now. Another database's installation is not known here: its sweep does it within a minute."""
    if stage is None and os.environ.get("DATABASE_OWNER_URL"):
        return
    ring = "from central.events import mail_doorbell; from central.runtime.wiring import ports;"
    ring += " ports(worker=False).queues.ring([mail_doorbell()])"
    environment = _stage_environment(stage) if stage else _environment()
    if subprocess.run([sys.executable, "-c", ring], env=environment, check=False).returncode:
        print("the mail could not be sent at once; the sweep sends it within a minute", file=sys.stderr)


def check_credentials() -> Any:
    """The caller's own AWS credentials. Raises Problem when there are none, before anything is built."""
    import boto3

    credentials = boto3.Session().get_credentials()
    if credentials is None:
        raise Problem("There are no AWS credentials here (aws configure, or AWS_PROFILE=…).")
    return credentials.get_frozen_credentials()


def _stage_environment(stage: str) -> dict[str, str]:
    """The queues of a deployed stage, and the caller's own credentials in the form our small client reads."""
    import boto3

    session = boto3.Session()
    keys = check_credentials()
    stacks = session.client("cloudformation").describe_stacks(StackName=f"central-{stage}")["Stacks"]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stacks[0].get("Outputs", [])}
    return {
        **os.environ,
        "AWS_REGION": session.region_name or "sa-east-1",
        "AWS_ACCESS_KEY_ID": keys.access_key or "",
        "AWS_SECRET_ACCESS_KEY": keys.secret_key or "",
        **({"AWS_SESSION_TOKEN": keys.token} if keys.token else {}),
        **queue_environment(outputs),
    }


def _reset() -> int:
    with (STATE / "run.lock").open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Problem("Central is running: stop it first.") from None
        from central_local import engine, postgres

        engine.stop(STATE / "engine")
        if (STATE / "postgres").exists():
            postgres.stop(STATE / "postgres")
        for name in ("engine", "postgres", "deployed", "local.json"):
            target = STATE / name
            if target.is_dir():
                shutil.rmtree(target)
            else:
                target.unlink(missing_ok=True)
    print("all local data are gone; `make run` starts anew")
    return 0


if __name__ == "__main__":
    sys.exit(main())
