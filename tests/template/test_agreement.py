"""What the code asks for is what the template gives: settings, rights, prefixes, headers and pages.

The needs are read from the code: the modules that a handler reaches by imports, and the ports they use.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from central.analytics.model import RECORDED
from central.delivery.scanning import SCAN_RESULT
from central.intake import accept
from central_local.front_door import SIMULATOR_PATHS
from central_local.headers import security_headers
from tests.template import rules
from tests.template.expanded import ROOT, expand, of_type, source, target
from tests.template.rules import rights_of
from tests.template.test_rules import SHAPES

FUNCTIONS = sorted(path.parent.name for path in ROOT.glob("functions/*/handler.py"))
PARAMETERS = "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/central/${AWS::StackName}/*"
SOCKETS = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${WebSocketApi}/live/*/@connections/*"
FILES, BODIES = "${MediaBucket.Arn}/accounts/*", "${MediaBucket.Arn}/webhooks/*"
# What a line of code means in rights and settings: pattern → (setting, rights).
NEEDS: dict[str, tuple[str, set[tuple[str, str]]]] = {
    r"\.sockets\b": ("WEBSOCKET_ENDPOINT", {("execute-api:ManageConnections", SOCKETS)}),
    r"\.webhook_secret\(": ("SECRETS_PREFIX", {("ssm:GetParameter", PARAMETERS)}),
    r"\.save_webhook_secret\(": ("SECRETS_PREFIX", set()),  # whose prefix differs: see below
    r"\bworkflows\(\)": ("STATE_MACHINE_ARN", {("states:StartExecution", "SlaEscalation")}),
    r"\.open\(sealed|secrets\.open\(": ("KMS_KEY_ID", {("kms:Decrypt", "CredentialsKey")}),
}
# Rights that are narrower than a port, function by function, with the place in the code that needs them.
GRANTED: dict[str, set[tuple[str, str]]] = {
    "webhook_whatsapp": {("sqs:SendMessage", "InboundQueue"), ("s3:PutObject", BODIES)},  # intake/accept.py
    "process_inbound": {
        ("s3:GetObject", BODIES), ("s3:PutObject", BODIES),  # intake/service.py: a pointer, and over what it led to
        ("sqs:ChangeMessageVisibility", "InboundQueue"), ("sqs:SendMessage", "InboundDeadLetters"),
        ("events:PutEvents", "EventBus"),
    },
    "process_media": {
        ("s3:GetObject", FILES), ("s3:PutObject", FILES), ("s3:DeleteObject", FILES),  # delivery/files.py
    },
    "process_privacy": {
        ("s3:GetObject", FILES), ("s3:PutObject", FILES),  # privacy/exporting.py
        ("s3:DeleteObject", FILES), ("s3:ListBucket", "MediaBucket"),  # aws/blobs.py: delete_folder
        ("kms:GenerateDataKey", "CredentialsKey"),  # privacy/suppression.py
    },
    "send_outbound": {("s3:GetObject", FILES), ("sqs:ChangeMessageVisibility", "OutboundQueue")},  # delivery/service.py
    "push_updates": {("s3:GetObject", FILES)},  # signed addresses in frames
    "rest_api": {
        ("s3:GetObject", FILES), ("s3:PutObject", FILES), ("s3:ListBucket", "MediaBucket"),  # media/service.py
        ("sqs:GetQueueAttributes", "PushQueue"),  # GET /health
        ("ssm:PutParameter", PARAMETERS), ("kms:GenerateDataKey", "CredentialsKey"),  # channels/service.py
        ("sqs:SendMessage", "OutboundQueue"), ("events:PutEvents", "EventBus"),
    },
    "rotate_secrets": {("kms:ReEncryptFrom", "CredentialsKey"), ("kms:ReEncryptTo", "CredentialsKey")},
    "migrate_database": {("ssm:PutParameter", PARAMETERS.replace("/*", "/meta/*"))},
    "demo_platforms": {("sqs:SendMessage", "DemoEventsQueue")},
}  # fmt: skip

# Who lets doorbells ring at a time: queues/service.py, queues/answer.py, intake/service.py, followups/timers.py.
TIMERS = {"run_timers", "rest_api", "route_tickets", "answer_conversation", "process_inbound"}
SCHEDULES = "arn:${AWS::Partition}:scheduler:${AWS::Region}:${AWS::AccountId}:schedule/${TimerGroup}/*"


def logical_id(function: str) -> str:
    return "".join(part.capitalize() for part in function.split("_"))


@cache
def _imports(path: Path) -> tuple[Path, ...]:
    names = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    found = []
    for name in names:
        place = ROOT / "shared" / name.replace(".", "/")
        found += [
            p for p in (place.with_suffix(".py"), place / "__init__.py") if name.startswith("central") and p.exists()
        ]
    return tuple(found)


@cache
def reached(function: str) -> str:
    """The text of every module of ours that the function can reach, without the adapters themselves."""
    seen: set[Path] = set()
    waiting = [ROOT / "functions" / function / "handler.py"]
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting += _imports(path)
    skipped = ("shared/central/aws/", "shared/central/ports.py", "shared/central/runtime/wiring.py")
    texts = [path.read_text() for path in sorted(seen) if not str(path.relative_to(ROOT)).startswith(skipped)]
    return "\n".join(texts)


def variables(resources: dict[str, Any], function: str) -> dict[str, Any]:
    found: dict[str, Any] = resources[logical_id(function)]["Properties"]["Environment"]["Variables"]
    return found


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_is_given_the_settings_and_rights_that_its_code_uses(function: str) -> None:
    resources = expand(DemoMode="on")
    code, given, rights = reached(function), variables(resources, function), rights_of(resources, logical_id(function))
    for pattern, (setting, needed) in NEEDS.items():
        if re.search(pattern, code):
            assert setting in given, pattern
            assert needed <= rights, pattern
    assert GRANTED.get(function, set()) <= rights


def test_rights_that_can_hurt_are_with_whom_needs_them() -> None:
    resources = expand(DemoMode="on")
    holders: dict[str, set[str]] = {}
    for function in FUNCTIONS:
        for action, _ in rights_of(resources, logical_id(function)):
            holders.setdefault(action, set()).add(function)
    assert holders["s3:DeleteObject"] == {"process_media", "process_privacy"}
    assert holders["kms:Decrypt"] == {"process_media", "process_privacy", "send_outbound", "rest_api"}
    assert holders["kms:ReEncryptFrom"] == holders["kms:ReEncryptTo"] == {"rotate_secrets"}
    assert holders["kms:GenerateDataKey"] == {"process_privacy", "rest_api"}
    assert holders["scheduler:CreateSchedule"] == holders["iam:PassRole"] == TIMERS
    assert holders["states:StartExecution"] == {"start_sla"}
    assert holders["ssm:PutParameter"] == {"rest_api", "migrate_database"}
    owners = {f for f in FUNCTIONS if "DATABASE_OWNER_SECRET_ARN" in variables(resources, f)}
    assert owners == {"migrate_database"}
    assert {f for f in FUNCTIONS if "ORIGIN_SECRET" in variables(resources, f)} == {"rest_api"}


def test_executions_ask_one_function_and_do_nothing_else() -> None:
    resources = expand()
    (policy,) = resources["SlaEscalationRole"]["Properties"]["Policies"]
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert statement["Action"] == "lambda:InvokeFunction"
    assert statement["Resource"] == {"Ref": "SlaStepAliaslive"}
    machine = resources["SlaEscalation"]["Properties"]
    assert machine["DefinitionSubstitutions"] == {"SlaStepArn": {"Ref": "SlaStepAliaslive"}}
    definition = json.loads((ROOT / "statemachines/sla_escalation.asl.json").read_text())
    assert {state["Type"] for state in definition["States"].values()} == {"Wait", "Task", "Choice", "Succeed"}
    assert definition["States"]["Look at the clock"]["Resource"] == "${SlaStepArn}"


@pytest.mark.parametrize("function", sorted(TIMERS))
def test_a_timer_rings_in_this_stack_only(function: str) -> None:
    resources = expand(DemoMode="on")
    given = rights_of(resources, logical_id(function))
    assert {(a, r) for a, r in given if a in ("scheduler:CreateSchedule", "iam:PassRole")} == {
        ("scheduler:CreateSchedule", SCHEDULES), ("iam:PassRole", "TimerRole"),
    }  # fmt: skip
    (policy,) = resources["TimerRole"]["Properties"]["Policies"]
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert statement["Action"] == "sqs:SendMessage"
    assert {target(one) for one in rules.as_list(statement["Resource"])} == {"RoutingQueue", "TimersQueue"}


def test_the_api_and_cloudfront_share_the_proof_that_a_request_came_through_it() -> None:
    resources = expand()
    ((_, distribution),) = of_type(resources, "AWS::CloudFront::Distribution")
    origins = {origin["Id"]: origin for origin in distribution["DistributionConfig"]["Origins"]}
    (header,) = origins["http"]["OriginCustomHeaders"]
    assert header["HeaderName"] == "x-origin-secret"
    assert header["HeaderValue"] == variables(resources, "rest_api")["ORIGIN_SECRET"]
    api = next(one for one in distribution["DistributionConfig"]["CacheBehaviors"] if one["PathPattern"] == "/api/*")
    (association,) = api["FunctionAssociations"]
    assert "ViewerAddress" in str(association["FunctionARN"])


def _settings_names() -> set[str]:
    """Names that the settings read without a default; queue names are filled in."""
    text = (ROOT / "shared/central/runtime/settings.py").read_text()
    plain = set(re.findall(r'os\.environ(?:\.get\(|\[)"([A-Z_]+)"', text))
    from typing import get_args

    from central.events import QueueName

    queues = {name.upper() for name in get_args(QueueName)}
    return plain | {f"{name}_QUEUE_URL" for name in queues} | {f"{name}_DEAD_LETTER_URL" for name in queues}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_setting_comes_from_the_template(shape: str) -> None:
    resources = expand(**SHAPES[shape])
    own = "DATABASE_URL" if "DatabaseUrl" in SHAPES[shape] else "DATABASE_SECRET_ARN"
    needed = _settings_names() - {"DATABASE_URL", "DATABASE_SECRET_ARN", "WEBSOCKET_ENDPOINT", "ORIGIN_SECRET"}
    needed -= {"STATE_MACHINE_ARN"}  # who knows the machine cannot be what it asks
    for name, properties in of_type(resources, "AWS::Lambda::Function"):
        given = properties["Environment"]["Variables"]
        assert needed <= set(given), name
        function = properties["Handler"].split(".")[0]
        if "database" in reached(function) and function != "webhook_whatsapp":
            assert own in given, name
            assert ("DATABASE_HOST" in given) == (own == "DATABASE_SECRET_ARN"), name


def test_settings_that_nobody_reads_are_not_given() -> None:
    text = "\n".join(path.read_text() for path in (ROOT / "shared/central").rglob("*.py"))
    text += "\n".join(path.read_text() for path in (ROOT / "functions").rglob("*.py"))
    known = _settings_names() | {"ENVIRONMENT", *re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', text)}
    for name, properties in of_type(expand(DemoMode="on"), "AWS::Lambda::Function"):
        assert set(properties["Environment"]["Variables"]) <= known, name


def test_bodies_too_big_for_a_queue_are_forgotten_after_14_days() -> None:
    class Bucket:
        key = ""

        def put(self, key: str, body: bytes, mime_type: str) -> None:
            self.key = key

    bucket = Bucket()
    accept._put(bucket, "{}")  # type: ignore[arg-type]
    bucket_rules = expand()["MediaBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    days = [rule["ExpirationInDays"] for rule in bucket_rules if bucket.key.startswith(rule.get("Prefix", "?"))]
    assert days == [14]
    assert BODIES.endswith(bucket.key.split("/")[0] + "/*")


def test_the_facts_that_wake_routing_exist() -> None:
    pattern = expand()["RoutingRule"]["Properties"]["EventPattern"]
    contracts = {path.name.split(".")[0] for path in (ROOT / "events/contracts/facts").glob("*.json")}
    assert set(pattern["detail-type"]) <= contracts
    for slice_name in pattern["source"]:
        assert (ROOT / "shared" / slice_name.replace(".", "/")).is_dir()


def test_the_facts_that_are_kept_are_those_of_the_rule() -> None:
    pattern = expand()["AnalyticsRule"]["Properties"]["EventPattern"]
    assert tuple(pattern["detail-type"]) == RECORDED
    contracts = {path.name.split(".")[0] for path in (ROOT / "events/contracts/facts").glob("*.json")}
    # Whatever is new is kept, or named here: no report is made of these.
    assert contracts - set(RECORDED) == {"AgentAvailable", "ChannelStateChanged"}
    # A rule that names a fact but not the slice it comes from lets none through.
    table = re.findall(r"^\| `(\w+)` \| `(central\.\w+)` \|", (ROOT / "docs/events.md").read_text(), re.MULTILINE)
    assert {name for name, _ in table} == contracts
    assert {source for name, source in table if name in RECORDED} == set(pattern["source"])


def test_a_scanner_is_chosen_and_what_it_finds_reaches_who_blocks_files() -> None:
    assert not {name for name in expand() if name.startswith("Malware")}, "it costs: off until it is chosen"
    resources = expand(MalwareScan="on")
    bucket = resources["MalwarePlan"]["Properties"]["ProtectedResource"]["S3Bucket"]
    assert f"{FILES.split('/')[1]}/" in bucket["ObjectPrefixes"]
    rule = resources["MalwareRule"]["Properties"]
    assert "EventBusName" not in rule, "AWS tells its own news on the default bus only"
    assert rule["EventPattern"]["detail-type"] == [SCAN_RESULT]
    assert rule["EventPattern"]["detail"]["s3ObjectDetails"]["bucketName"] == [bucket["BucketName"]]
    assert rule["EventPattern"]["detail"]["scanResultDetails"]["scanResultStatus"] == ["THREATS_FOUND"]
    queue = resources["ProcessMediaMedia"]["Properties"]["EventSourceArn"]
    assert [entry["Arn"] for entry in rule["Targets"]] == [queue]
    statement = resources["MalwareRuleRights"]["Properties"]["PolicyDocument"]["Statement"][0]
    assert queue in statement["Resource"]
    assert target(statement["Condition"]["ArnEquals"]["aws:SourceArn"]) == "MalwareRule"


def test_pages_carry_the_same_headers_everywhere() -> None:
    media = "https://${AWS::StackName}-media-${AWS::AccountId}.s3.${AWS::Region}.${AWS::URLSuffix}"
    configuration = expand()["SecurityHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
    security = configuration["SecurityHeadersConfig"]
    here = security_headers(media, "SOCKET")
    # 'self' covers the socket where there is TLS; on one machine its origin is written out
    assert security["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"] == here[
        "Content-Security-Policy"
    ].replace(" SOCKET", "")
    assert security["ContentSecurityPolicy"]["Override"] is False, "the API has a stricter one of its own"
    assert security["ContentTypeOptions"] == {"Override": True}
    assert security["FrameOptions"]["FrameOption"] == here["X-Frame-Options"]
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == here["Referrer-Policy"]
    for item in configuration["CustomHeadersConfig"]["Items"]:
        assert here[item["Header"]] == item["Value"]


def test_pages_run_what_is_theirs_and_nothing_that_is_not_named() -> None:
    policy = security_headers("https://media.exemplo", "wss://x.exemplo")["Content-Security-Policy"]
    named = dict(directive.split(" ", 1) for directive in policy.split("; "))
    assert named == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' blob: https://media.exemplo",
        "media-src": "'self' blob: https://media.exemplo",
        "connect-src": "'self' wss://x.exemplo https://media.exemplo",
        "font-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "form-action": "'self'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }


def test_the_edge_answers_the_same_page_as_the_front_door() -> None:
    cases = {
        "/": "/index.html", "/conversas/7": "/index.html", "/entrar/": "/index.html", "/assets/a.js": "/assets/a.js",
        **dict.fromkeys(SIMULATOR_PATHS, "/simulador.html"), "/simulador/": "/simulador.html",
    }  # fmt: skip
    code = expand()["AppRouter"]["Properties"]["FunctionCode"]
    script = (
        f"{code}\nconsole.log(JSON.stringify({json.dumps(list(cases))}.map(uri => handler({{request: {{uri}}}}).uri)))"
    )
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == list(cases.values())


def test_everything_behind_the_distribution_has_a_route() -> None:
    resources = expand(DemoMode="on")
    patterns = {
        b["PathPattern"] for b in resources["Distribution"]["Properties"]["DistributionConfig"]["CacheBehaviors"]
    }
    routes = {
        p["RouteKey"].split(" ")[1].split("/")[1]
        for _, p in of_type(resources, "AWS::ApiGatewayV2::Route")
        if " " in p["RouteKey"]
    }
    assert {pattern.split("/")[1] for pattern in patterns} == routes | {"ws"}
    listed = source()["Resources"]["WebSocketApi"]["Properties"]["Routes"]
    assert {name: target(route["FunctionArn"]) for name, route in listed.items()} == {
        "$connect": "WsConnect.Alias", "$disconnect": "WsDisconnect.Alias", "$default": "WsMessage.Alias",
    }  # fmt: skip
