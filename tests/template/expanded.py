"""The template as CloudFormation sees it: SAM's transform applied, conditions decided, parameters put in.

``expand(DemoMode="on", …)`` answers the resources that exist with these parameters. What only AWS knows stays as it is
(``{"Ref": "InboundQueue"}``, ``{"Fn::GetAtt": […]}``, ``{"Fn::Sub": …}``), which is what the rules compare.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "template.yaml"
_NOTHING = object()
# What the transform calls the alias that SAM's AutoPublishAlias makes.
ALIAS = "live"


class _Loader(yaml.CSafeLoader):
    """YAML with CloudFormation's short forms."""


def _short_form(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        if suffix == "GetAtt":
            value = value.split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    return {name: value}


_Loader.add_multi_constructor("!", _short_form)


def source() -> dict[str, Any]:
    """``template.yaml`` as it stands, a fresh copy."""
    return copy.deepcopy(_source())


@cache
def _source() -> dict[str, Any]:
    return load(TEMPLATE)


def load(path: Path) -> dict[str, Any]:
    """A template from a file, with CloudFormation's short forms."""
    loaded: dict[str, Any] = yaml.load(path.read_text(), _Loader)
    return loaded


class _Managed:
    """AWS-managed policies that the transform adds by name."""

    def load(self) -> dict[str, str]:
        names = (
            "service-role/AWSLambdaBasicExecutionRole",
            "service-role/AWSLambdaVPCAccessExecutionRole",
            "service-role/AWSLambdaSQSQueueExecutionRole",
            "AWSXrayWriteOnlyAccess",
        )
        return {name.rsplit("/", 1)[-1]: f"arn:aws:iam::aws:policy/{name}" for name in names}


def expand(template: dict[str, Any] | None = None, /, **parameters: str) -> dict[str, Any]:
    """Return the resources that exist, by logical id, with conditions and parameters resolved.

    Args:
        template: the source to expand; by default ``template.yaml``.
        parameters: values other than the defaults.
    """
    if template is None:
        return copy.deepcopy(_expanded(tuple(sorted(parameters.items()))))
    return _expand(template, parameters)


@cache
def _expanded(parameters: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    return _expand(source(), dict(parameters))


def _expand(template: dict[str, Any], given: dict[str, str]) -> dict[str, Any]:
    os.environ.setdefault("AWS_DEFAULT_REGION", "sa-east-1")
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator

    values = {name: given.get(name, entry.get("Default", "")) for name, entry in template["Parameters"].items()}
    conditions = template["Conditions"]
    plain = copy.deepcopy(template)
    for resource in plain["Resources"].values():
        for name in ("ContentUri", "CodeUri", "DefinitionUri"):
            if name in resource.get("Properties", {}):
                resource["Properties"][name] = "s3://bucket/key"
    plain["Globals"]["Function"]["CodeUri"] = "s3://bucket/key"
    managed = _Managed().load()
    translated = Translator(managed, Parser()).translate(plain, values)
    resolve = _resolver({**values, "AWS::NoValue": _NOTHING}, conditions)
    return {
        name: resolve(resource)
        for name, resource in translated["Resources"].items()
        if "Condition" not in resource or _holds(resource["Condition"], conditions, values)
    }


def _holds(name: str, conditions: dict[str, Any], values: dict[str, str]) -> bool:
    def decide(term: Any) -> Any:
        if isinstance(term, dict):
            (key, inner), *_ = term.items()
            if key == "Condition":
                return _holds(inner, conditions, values)
            if key == "Ref":
                return values[inner]
            if key == "Fn::Equals":
                return decide(inner[0]) == decide(inner[1])
            if key == "Fn::Not":
                return not decide(inner[0])
            if key == "Fn::And":
                return all(decide(part) for part in inner)
            if key == "Fn::Or":
                return any(decide(part) for part in inner)
            raise AssertionError(f"a condition of an unknown kind: {key}")
        return term

    return bool(decide(conditions[name]))


def _resolver(values: dict[str, Any], conditions: dict[str, Any]) -> Callable[[Any], Any]:
    parameters = {name: value for name, value in values.items() if value is not _NOTHING}

    def resolve(term: Any) -> Any:
        if isinstance(term, dict):
            if set(term) == {"Ref"} and term["Ref"] in values:
                return values[term["Ref"]]
            if set(term) == {"Fn::If"}:
                name, yes, no = term["Fn::If"]
                return resolve(yes if _holds(name, conditions, parameters) else no)
            if set(term) == {"Fn::Sub"} and isinstance(term["Fn::Sub"], str):
                text = term["Fn::Sub"]
                for name, value in parameters.items():
                    text = text.replace("${" + name + "}", str(value))
                return {"Fn::Sub": text}
            return {key: found for key, value in term.items() if (found := resolve(value)) is not _NOTHING}
        if isinstance(term, list):
            return [found for value in term if (found := resolve(value)) is not _NOTHING]
        return term

    return resolve


def of_type(resources: dict[str, Any], kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (logical id, properties) of every resource of a type."""
    for name, resource in resources.items():
        if resource["Type"] == kind:
            yield name, resource.get("Properties", {})


def target(term: Any) -> str:
    """The logical id that a Ref or GetAtt points to; the text itself when it is one."""
    if isinstance(term, dict):
        if "Ref" in term:
            return str(term["Ref"])
        if "Fn::GetAtt" in term:
            found = term["Fn::GetAtt"]
            return str(found[0] if isinstance(found, list) else found.split(".")[0])
        return str(term)
    return str(term)
