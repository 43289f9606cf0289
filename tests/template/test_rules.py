"""The template keeps its rules in every shape it can take, and each rule notices when it is broken."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.template import rules
from tests.template.expanded import ROOT, expand, of_type, source

LOCAL = {
    "DatabaseUrl": "postgresql://app@host/central", "DatabaseOwnerUrl": "postgresql://owner@host/central",
    "AwsEndpoint": "http://127.0.0.1:4566", "PublicUrl": "http://localhost:8080", "DemoMode": "on",
    "Runtime": "python3.11", "Architecture": "x86_64", "Environment": "local",
}  # fmt: skip
SHAPES: dict[str, dict[str, str]] = {
    "production": {},
    "production with a proxy": {"DatabaseProxy": "on"},
    "production with a database of one's own": {"DatabaseUrl": "postgresql://app@host/central"},
    "production with a scanner of files": {"MalwareScan": "on"},
    "staging with the demo": {"DemoMode": "on", "Environment": "staging"},
    "one machine": LOCAL,
}
Rule = Callable[[dict[str, Any]], list[str]]
OF_RESOURCES: tuple[Rule, ...] = (
    rules.published, rules.logs_end, rules.least_privilege, rules.dead_letters, rules.sources, rules.closed_doors,
)  # fmt: skip
OF_SOURCE: tuple[Rule, ...] = (rules.versions_follow_the_build, rules.literal_concurrency, rules.secrets_stay_secret)


@pytest.mark.parametrize("rule", OF_RESOURCES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_keeps_the_rule(shape: str, rule: Rule) -> None:
    assert rule(expand(**SHAPES[shape])) == []


@pytest.mark.parametrize("rule", OF_SOURCE, ids=lambda rule: rule.__name__)
def test_the_source_keeps_the_rule(rule: Rule) -> None:
    assert rule(source()) == []


def test_functions_and_layers_are_for_what_the_parameters_say() -> None:
    assert rules.one_machine_kind(expand(), "python3.13", "arm64") == []
    assert rules.one_machine_kind(expand(**LOCAL), "python3.11", "x86_64") == []


def test_a_database_of_ones_own_needs_nothing_beside_it() -> None:
    assert rules.nothing_beside_the_database(expand(**LOCAL)) == []
    assert len(rules.nothing_beside_the_database(expand())) > 20


def test_every_function_folder_is_in_the_template_and_back() -> None:
    folders = {path.parent.name for path in ROOT.glob("functions/*/handler.py")}
    handlers = {p["Handler"].split(".")[0] for _, p in of_type(expand(DemoMode="on"), "AWS::Lambda::Function")}
    assert handlers == folders
    without_demo = {p["Handler"].split(".")[0] for _, p in of_type(expand(), "AWS::Lambda::Function")}
    assert folders - without_demo == {"demo_platforms", "deliver_demo_events"}


def _properties(template: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = template["Resources"][name]["Properties"]
    return found


def _source_of(template: dict[str, Any], name: str, event: str) -> dict[str, Any]:
    found: dict[str, Any] = _properties(template, name)["Events"][event]["Properties"]
    return found


def _statement(template: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = _properties(template, name)["PolicyDocument"]["Statement"][0]
    return found


def _drop_alias(template: dict[str, Any]) -> None:
    template["Globals"]["Function"].pop("AutoPublishAlias")
    for resource in template["Resources"].values():  # what SAM would refuse without an alias
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"].pop("SnapStart", None)
    for name in ("WebhookIntegration", "RestIntegration"):
        _properties(template, name)["IntegrationUri"] = {"Fn::GetAtt": ["WebhookWhatsapp", "Arn"]}
    for name in ("WebhookPermission", "RestPermission"):
        _properties(template, name)["FunctionName"] = {"Ref": "WebhookWhatsapp"}


def _past_the_alias(template: dict[str, Any]) -> None:
    _properties(template, "RestIntegration")["IntegrationUri"] = {"Fn::GetAtt": ["RestApi", "Arn"]}


def _set(name: str, **values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda template: _properties(template, name).update(values)


def _unset(name: str, key: str) -> Callable[[dict[str, Any]], None]:
    return lambda template: _properties(template, name).pop(key)


PLANTED: list[tuple[Rule, str, Callable[[dict[str, Any]], None]]] = [
    (rules.published, "no alias", _drop_alias),
    (rules.published, "past its alias", _past_the_alias),
    (rules.versions_follow_the_build, "SendOutbound", _unset("SendOutbound", "AutoPublishCodeSha256")),
    (rules.logs_end, "retention", _unset("FunctionLogs", "RetentionInDays")),
    (rules.logs_end, "retention", lambda t: t["Globals"]["Function"].pop("LoggingConfig")),
    (rules.least_privilege, "sqs:\\*", lambda t: _statement(t, "DoorbellsPolicy").update(Action="sqs:*")),
    (rules.least_privilege, "on everything", lambda t: _statement(t, "ReadMediaPolicy").update(Resource="*")),
    (rules.least_privilege, "is given", _set("RestApi", Policies=["AmazonS3FullAccess"])),
    (rules.least_privilege, "everybody", lambda t: _statement(t, "RoutingRuleRights").update(Principal="*")),
    (rules.dead_letters, "PushQueue has no", _unset("PushQueue", "RedrivePolicy")),
    (rules.dead_letters, "no alarm", lambda t: t["Resources"].pop("MediaDeadLettersAlarm")),
    (rules.dead_letters, "14 days", _set("InboundDeadLetters", MessageRetentionPeriod=60)),
    (rules.dead_letters, "another kind", _unset("OutboundDeadLetters", "FifoQueue")),
    (rules.sources, "report", lambda t: _source_of(t, "ProcessInbound", "Inbound").pop("FunctionResponseTypes")),
    (rules.sources, "InboundQueue: visibility", _set("InboundQueue", VisibilityTimeout=20)),
    (rules.sources, "InboundQueue: visibility", _set("InboundQueue", VisibilityTimeout=300)),
    (rules.sources, "PushQueue: visibility", _set("PushQueue", VisibilityTimeout=119)),
    (rules.sources, "outage", lambda t: _properties(t, "InboundQueue")["RedrivePolicy"].update(maxReceiveCount=3)),
    (
        rules.literal_concurrency, "MaximumConcurrency",
        lambda t: _source_of(t, "PushUpdates", "Push").update(ScalingConfig={"MaximumConcurrency": {"Ref": "Number"}}),
    ),
    (rules.literal_concurrency, "None", lambda t: _source_of(t, "PushUpdates", "Push").pop("ScalingConfig")),
    (rules.closed_doors, "opened", lambda t: _unset("MediaBucket", "PublicAccessBlockConfiguration")(t)),
    (rules.closed_doors, "PushQueue is not", _set("PushQueue", SqsManagedSseEnabled=False)),
    (rules.secrets_stay_secret, "echoed", lambda t: t["Parameters"]["MetaAppSecret"].pop("NoEcho")),
    (rules.secrets_stay_secret, "default", lambda t: t["Parameters"]["MetaVerifyToken"].update(Default="abc")),
    (
        rules.secrets_stay_secret, "tells a secret",
        lambda t: t["Outputs"].update(Database={"Value": {"Ref": "DatabaseUrl"}}),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "sentence", "break_it"), PLANTED)
def test_a_planted_violation_is_noticed(rule: Rule, sentence: str, break_it: Callable[[dict[str, Any]], None]) -> None:
    template = source()
    break_it(template)
    found = rule(template) if rule in OF_SOURCE else rule(expand(template))
    assert found
    assert re.search(sentence, "\n".join(found)), found


def test_planted_machine_kinds_and_networks_are_noticed() -> None:
    template = source()
    template["Globals"]["Function"]["Architectures"] = ["x86_64"]
    _properties(template, "ApiLayer")["CompatibleArchitectures"] = ["x86_64"]
    found = rules.one_machine_kind(expand(template), "python3.13", "arm64")
    assert any("RestApi" in entry for entry in found)
    assert any("ApiLayer" in entry for entry in found)
    template = source()
    template["Resources"]["NatAddress"].pop("Condition")
    found = rules.nothing_beside_the_database(expand(template, **LOCAL))
    assert found == ["NatAddress (AWS::EC2::EIP) exists"]
