"""The rules of the template. Each takes what :func:`expanded.expand` answers and returns violations as sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.template.expanded import of_type, target

Resources = dict[str, Any]

# AWS's own policies that SAM adds to a role; their "*" is AWS's, and each is the least that works:
AWS_POLICIES = {
    "AWSLambdaBasicExecutionRole": "write logs",
    "AWSLambdaVPCAccessExecutionRole": "network interfaces cannot be named before they exist",
    "AWSLambdaSQSQueueExecutionRole": "receive and delete from the queue that is its event source",
}
# Where "*" may stand, and why.
WIDE = {
    "SlaLogsPolicy": "log deliveries have no resource of their own (Step Functions, Logging in CloudWatch Logs)",
    "CredentialsKey": "a key policy's \"*\" is the key itself; this statement is AWS's default and hands rights to IAM",
}
FIFO_SECONDS = 90  # a group must not sleep for minutes
DEAD_LETTER_SECONDS = 14 * 24 * 3600


def as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def functions(resources: Resources) -> Iterator[tuple[str, dict[str, Any]]]:
    return of_type(resources, "AWS::Lambda::Function")


def timeout_of(properties: dict[str, Any]) -> int:
    return int(properties.get("Timeout", 3))


def statements(resources: Resources) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (where, statement) of every policy document that the template writes."""
    for name, resource in resources.items():
        properties = resource.get("Properties", {})
        documents = [entry["PolicyDocument"] for entry in properties.get("Policies") or () if isinstance(entry, dict)]
        documents += [properties[key] for key in ("PolicyDocument", "KeyPolicy") if key in properties]
        for document in documents:
            for statement in as_list(document["Statement"]):
                yield name, statement


def published(resources: Resources) -> list[str]:
    """Every function is served through an alias on a version, and whoever calls it calls the alias."""
    found = []
    aliases = {target(p["FunctionName"]): (name, p) for name, p in of_type(resources, "AWS::Lambda::Alias")}
    for name, _ in functions(resources):
        if name not in aliases:
            found.append(f"{name} has no alias")
    callers = [(n, p.get("FunctionName")) for n, p in of_type(resources, "AWS::Lambda::EventSourceMapping")]
    callers += [(n, p.get("FunctionName")) for n, p in of_type(resources, "AWS::Lambda::Permission")]
    callers += [
        (n, p.get("IntegrationUri"))
        for n, p in of_type(resources, "AWS::ApiGatewayV2::Integration")
        if p.get("IntegrationType") == "AWS_PROXY"
    ]
    served = {name for name, _ in aliases.values()}
    for name, called in callers:
        if not any(alias in json.dumps(called) for alias in served):
            found.append(f"{name} calls {target(called)} past its alias")
    return found


def versions_follow_the_build(template: dict[str, Any]) -> list[str]:
    """A change of a layer alone publishes a version only when the hash of everything built says so (of the source)."""
    return [
        f"{name} has no AutoPublishCodeSha256"
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
        and resource["Properties"].get("AutoPublishCodeSha256") != {"Ref": "BuildHash"}
    ]


def literal_concurrency(template: dict[str, Any]) -> list[str]:
    """A reference reaches the local engine as a string and stops every source there (of the source)."""
    found = []
    for name, resource in template["Resources"].items():
        for event, entry in resource.get("Properties", {}).get("Events", {}).items():
            value = entry["Properties"].get("ScalingConfig", {}).get("MaximumConcurrency")
            if entry["Type"] == "SQS" and (not isinstance(value, int) or value < 2):
                found.append(f"{name}.{event}: MaximumConcurrency is {value!r}")
    return found


def logs_end(resources: Resources) -> list[str]:
    """Every function logs to a group that forgets."""
    kept = {name for name, p in of_type(resources, "AWS::Logs::LogGroup") if int(p.get("RetentionInDays") or 0) > 0}
    return [
        f"{name} logs to no group with a retention"
        for name, properties in functions(resources)
        if target(properties.get("LoggingConfig", {}).get("LogGroup")) not in kept
    ]


def least_privilege(resources: Resources) -> list[str]:
    """No right to every action or on every resource, no unknown policy of AWS."""
    found = []
    for name, statement in statements(resources):
        if statement["Effect"] != "Allow" or name in WIDE:
            continue
        found += [f"{name} allows {action}" for action in as_list(statement.get("Action")) if "*" in str(action)]
        if any(resource in ("*", "arn:aws:s3:::*") for resource in as_list(statement.get("Resource"))):
            found.append(f"{name} allows {statement.get('Action')} on everything")
        if "NotAction" in statement or "NotResource" in statement:
            found.append(f"{name} allows what it does not name")
        if statement.get("Principal") in ("*", {"AWS": "*"}):
            found.append(f"{name} allows everybody")
    for name, properties in of_type(resources, "AWS::IAM::Role"):
        given = [policy for policy in properties.get("ManagedPolicyArns") or () if isinstance(policy, str)]
        found += [f"{name} is given {policy}" for policy in given if policy.rsplit("/", 1)[-1] not in AWS_POLICIES]
    return found


def dead_letters(resources: Resources) -> list[str]:
    """Every queue gives up into one of its kind that keeps for 14 days; where there are alarms, it has one."""
    found = []
    queues = dict(of_type(resources, "AWS::SQS::Queue"))
    used = {}
    for name, properties in queues.items():
        policy = properties.get("RedrivePolicy")
        if policy:
            used[target(policy["deadLetterTargetArn"])] = name
    watched = {
        target(dimension["Value"])
        for _, properties in of_type(resources, "AWS::CloudWatch::Alarm")
        if properties["MetricName"] == "ApproximateNumberOfMessagesVisible" and properties.get("AlarmActions")
        for dimension in properties["Dimensions"]
    }
    alarms = any(True for _ in of_type(resources, "AWS::CloudWatch::Alarm"))
    for name, properties in queues.items():
        if name in used:
            if int(properties.get("MessageRetentionPeriod", 0)) != DEAD_LETTER_SECONDS:
                found.append(f"{name} does not keep for 14 days")
            if bool(properties.get("FifoQueue")) != bool(queues[used[name]].get("FifoQueue")):
                found.append(f"{name} is of another kind than {used[name]}")
            if alarms and name not in watched:
                found.append(f"{name} has no alarm")
        elif "RedrivePolicy" not in properties:
            found.append(f"{name} has no dead-letter queue")
    return found


def sources(resources: Resources) -> list[str]:
    """Every SQS source reports items; its queue hides a message long enough, and a FIFO group never for minutes."""
    found = []
    timeouts = {name: timeout_of(properties) for name, properties in functions(resources)}
    for name, properties in of_type(resources, "AWS::Lambda::EventSourceMapping"):
        if "ReportBatchItemFailures" not in (properties.get("FunctionResponseTypes") or ()):
            found.append(f"{name} does not report items")
        queue_name = target(properties["EventSourceArn"])
        queue = resources[queue_name]["Properties"]
        function = next(f for f in timeouts if target(properties["FunctionName"]).startswith(f + "Alias"))
        visibility, timeout = int(queue.get("VisibilityTimeout", 30)), timeouts[function]
        if queue.get("FifoQueue"):
            if not timeout <= visibility <= FIFO_SECONDS:
                found.append(f"{queue_name}: visibility {visibility} s for a timeout of {timeout} s")
            if queue["RedrivePolicy"]["maxReceiveCount"] < 100:
                found.append(f"{queue_name}: an outage of minutes would fill its dead letters")
        elif visibility < 6 * timeout:
            found.append(f"{queue_name}: visibility {visibility} s is less than 6 × {timeout} s")
    return found


def closed_doors(resources: Resources) -> list[str]:
    """Buckets are private and encrypted, queues are encrypted."""
    found = []
    for name, properties in of_type(resources, "AWS::S3::Bucket"):
        block = properties.get("PublicAccessBlockConfiguration", {})
        if len(block) != 4 or not all(block.values()):
            found.append(f"{name} may be opened to everybody")
        if "BucketEncryption" not in properties:
            found.append(f"{name} is not encrypted")
    for name, properties in of_type(resources, "AWS::SQS::Queue"):
        if properties.get("SqsManagedSseEnabled") is not True:
            found.append(f"{name} is not encrypted")
    return found


def secrets_stay_secret(template: dict[str, Any]) -> list[str]:
    """Parameters that hold secrets are NoEcho, have no default, and are no output (of the source)."""
    found = []
    secret = set()
    for name, parameter in template["Parameters"].items():
        if any(word in name for word in ("Secret", "Token", "Password", "DatabaseUrl", "DatabaseOwnerUrl")):
            secret.add(name)
            if parameter.get("NoEcho") is not True:
                found.append(f"{name} is echoed")
            if parameter.get("Default"):
                found.append(f"{name} has a default")
    for name, output in template["Outputs"].items():
        text = json.dumps(output)
        if any(f'"{parameter}"' in text or "${" + parameter + "}" in text for parameter in secret):
            found.append(f"the output {name} tells a secret")
    return found


def one_machine_kind(resources: Resources, runtime: str, architecture: str) -> list[str]:
    """Functions and layers are for the runtime and architecture that the parameters say."""
    found = []
    for name, properties in functions(resources):
        if (properties.get("Runtime"), properties.get("Architectures")) != (runtime, [architecture]):
            found.append(f"{name} is for {properties.get('Runtime')} on {properties.get('Architectures')}")
    for name, properties in of_type(resources, "AWS::Lambda::LayerVersion"):
        kind = (properties.get("CompatibleRuntimes"), properties.get("CompatibleArchitectures"))
        if kind != ([runtime], [architecture]):
            found.append(f"{name} is for {kind}")
    return found


def nothing_beside_the_database(resources: Resources) -> list[str]:
    """With a database of one's own there is no Aurora, no network and no secret of ours, and functions are outside."""
    found = [
        f"{name} ({resource['Type']}) exists"
        for name, resource in resources.items()
        if resource["Type"].startswith(("AWS::RDS::", "AWS::EC2::", "AWS::SecretsManager::"))
    ]
    return found + [f"{name} is in a network" for name, p in functions(resources) if p.get("VpcConfig")]


def rights_of(resources: Resources, function: str) -> set[tuple[str, str]]:
    """Return what a function may do as (action, resource): ("s3:GetObject", "${MediaBucket.Arn}/accounts/*")."""
    role = resources[f"{function}Role"]["Properties"]
    documents = [policy["PolicyDocument"] for policy in role.get("Policies") or ()]
    given = [policy for policy in role.get("ManagedPolicyArns") or () if isinstance(policy, dict)]
    documents += [resources[target(policy)]["Properties"]["PolicyDocument"] for policy in given]
    found = set()
    for document in documents:
        for statement in as_list(document["Statement"]):
            for action in as_list(statement["Action"]):
                for resource in as_list(statement["Resource"]):
                    text = resource.get("Fn::Sub") if isinstance(resource, dict) else None
                    found.add((action, text or target(resource)))
    return found
