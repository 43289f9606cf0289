"""WhatsApp templates: reading Meta's list, finding their variables, filling them in, and what the customer will see.

Variable keys: "1", "2" … or names for the body; the same with the prefix "header." for a header text; "button.0" (its
index) for the changing end of a link, the code to copy or the payload of a quick reply. Facts: Meta's template
reference.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypedDict

from central.platforms.base import InvalidMessage
from central.platforms.text_gate import as_dict, as_list, as_text, clean, clean_text

_VARIABLE = re.compile(r"\{\{\s*([A-Za-z0-9_]{1,100})\s*\}\}")
_NOT_ALLOWED = re.compile(r"[\n\r\t]| {5,}")
_PARAMETER_LIMIT = 1_024
_HEADER_MEDIA = {"IMAGE": "image", "VIDEO": "video", "DOCUMENT": "document"}


class Template(TypedDict, total=False):
    """A template as we store it. `language` like "pt_BR", `status` and `category` in upper case."""

    id: str
    name: str
    language: str
    status: str
    category: str
    parameter_format: str
    components: list[dict[str, Any]]
    quality: str
    rejected_reason: str


class Variable(TypedDict):
    """One field to fill in. `place`: header, body or button; `example` from the template's own example, or ""."""

    key: str
    place: str
    example: str


def normalise_template(raw: Mapping[str, Any]) -> Template | None:
    """An element of `GET /<WABA>/message_templates`; None when it has no name or language."""
    name, language = as_text(raw.get("name"), 512), as_text(raw.get("language"), 32)
    if not name or not language:
        return None
    template: Template = {
        "id": as_text(raw.get("id"), 64) or "",
        "name": name,
        "language": language.replace("-", "_"),
        "status": (as_text(raw.get("status"), 64) or "UNKNOWN").upper(),
        "category": (as_text(raw.get("category"), 64) or "UNKNOWN").upper(),
        "parameter_format": (as_text(raw.get("parameter_format"), 32) or "POSITIONAL").upper(),
        "components": clean([part for part in as_list(raw.get("components")) if isinstance(part, dict)]),
    }
    quality = as_text(as_dict(raw.get("quality_score")).get("score"), 32)
    if quality:
        template["quality"] = quality.upper()
    rejected = as_text(raw.get("rejected_reason"), 200)
    if rejected and rejected.upper() != "NONE":
        template["rejected_reason"] = rejected
    return template


def variables_of(definition: Mapping[str, Any]) -> list[Variable]:
    """Every field a template needs, in the order of the text (header, body, buttons)."""
    found: list[Variable] = []
    for component in _components(definition):
        place = str(component.get("type", "")).upper()
        text = as_text(component.get("text")) or ""
        if place == "BODY" or (place == "HEADER" and str(component.get("format", "TEXT")).upper() == "TEXT"):
            prefix = "header." if place == "HEADER" else ""
            examples = _examples(component, place.lower())
            found.extend(
                {"key": prefix + key, "place": place.lower(), "example": examples.get(key, "")}
                for key in dict.fromkeys(_VARIABLE.findall(text))
            )
        elif place == "BUTTONS":
            for index, button in enumerate(map(as_dict, as_list(component.get("buttons")))):
                # A quick reply's payload is not a field to fill in: without one Meta answers with the label.
                if (_button_parameter(button) or ("quick_reply", ""))[0] != "quick_reply":
                    example = button.get("example")
                    shown = as_text(example[0] if isinstance(example, list) and example else example, 2_000)
                    found.append({"key": f"button.{index}", "place": "button", "example": shown or ""})
    return found


def header_media_kind(definition: Mapping[str, Any]) -> str | None:
    """ "image", "video" or "document" when the template's header is a file to be supplied, else None."""
    for component in _components(definition):
        if str(component.get("type", "")).upper() == "HEADER":
            return _HEADER_MEDIA.get(str(component.get("format", "")).upper())
    return None


def preview(definition: Mapping[str, Any], variables: Mapping[str, Any]) -> str:
    """The text the customer will read (header, body and footer in paragraphs); a missing variable stays visible."""
    parts: list[str] = []
    for component in _components(definition):
        place = str(component.get("type", "")).upper()
        text = as_text(component.get("text")) or ""
        if place in ("HEADER", "BODY", "FOOTER") and text:
            prefix = "header." if place == "HEADER" else ""
            parts.append(
                _VARIABLE.sub(lambda m, p=prefix: str(variables.get(p + m.group(1), m.group(0))), text)  # type: ignore[misc]
            )
    return "\n\n".join(parts)


def build_template(template: Mapping[str, Any]) -> dict[str, Any]:
    """The `template` object of a send request.

    Args:
        template: `name`, `language`, `variables` (see the module), `header_media` {kind, platform_media_id | link,
            file_name?}, and `definition` (a stored `Template`), with which every field is checked; without it keys that
            are all numbers count as positional. Ready `components` in Meta's own shape are passed on.
    Raises:
        InvalidMessage: a name, variable or file is missing, or a value has line breaks.
    """
    name, language = as_text(template.get("name"), 512), as_text(template.get("language"), 32)
    if not name or not language:
        raise InvalidMessage("required", "template", "Escolha um modelo.")
    body: dict[str, Any] = {"name": name, "language": {"code": language.replace("-", "_")}}
    ready = as_list(template.get("components"))
    components = clean(ready) if ready else _filled(template)
    if components:
        body["components"] = components
    return body


def _filled(template: Mapping[str, Any]) -> list[dict[str, Any]]:
    given = {str(key): value for key, value in as_dict(template.get("variables")).items()}
    definition = as_dict(template.get("definition"))
    if definition:
        _check_against(definition, given, as_dict(template.get("header_media")))
    components: list[dict[str, Any]] = []
    header = _header(template, given)
    if header:
        components.append({"type": "header", "parameters": [header]})
    texts = {key: value for key, value in given.items() if not key.startswith(("header.", "button."))}
    if definition:
        order = [one["key"] for one in variables_of(definition) if one["place"] == "body"]
    else:
        order = _positional_order(list(texts)) if all(key.isdigit() for key in texts) else list(texts)
    if order:
        components.append({"type": "body", "parameters": [_parameter(key, texts[key]) for key in order]})
    buttons = [as_dict(button) for part in _components(definition) for button in as_list(part.get("buttons"))]
    pressed = {_button_index(key): value for key, value in given.items() if key.startswith("button.")}
    components.extend(_button_component(index, buttons, pressed[index]) for index in sorted(pressed))
    return components


def _header(template: Mapping[str, Any], given: dict[str, Any]) -> dict[str, Any] | None:
    media = as_dict(template.get("header_media"))
    if media:
        kind = str(media.get("kind") or header_media_kind(as_dict(template.get("definition"))) or "image")
        if kind not in _HEADER_MEDIA.values():
            raise InvalidMessage(
                "invalid_header", "template.header_media", "O cabeçalho do modelo aceita imagem, vídeo ou documento."
            )
        source = {"id": media["platform_media_id"]} if media.get("platform_media_id") else {"link": media.get("link")}
        if not next(iter(source.values())):
            raise InvalidMessage("media_missing", "template.header_media", "Anexe o arquivo do cabeçalho do modelo.")
        if kind == "document" and media.get("file_name"):
            source["filename"] = clean_text(str(media["file_name"]), 240)
        return {"type": kind, kind: source}
    key = next((key for key in given if key.startswith("header.")), None)
    return None if key is None else _parameter(key.removeprefix("header."), given[key], field=key)


def _check_against(definition: Mapping[str, Any], given: dict[str, Any], header_media: dict[str, Any]) -> None:
    for variable in variables_of(definition):
        key = variable["key"]
        if not str(given.get(key) or "").strip():
            raise InvalidMessage(
                "variable_missing", f"template.variables.{key}", f"Preencha o campo “{key}” do modelo."
            )
    kind = header_media_kind(definition)
    if kind and not header_media:
        raise InvalidMessage("media_missing", "template.header_media", "Anexe o arquivo do cabeçalho do modelo.")
    known = {variable["key"] for variable in variables_of(definition)}
    for key in given:
        if key not in known and not key.startswith("button."):
            raise InvalidMessage("variable_unknown", f"template.variables.{key}", f"O modelo não tem o campo “{key}”.")


def _parameter(key: str, value: object, *, field: str | None = None) -> dict[str, Any]:
    text = clean_text(str(value)) if value is not None else ""
    where = f"template.variables.{field or key}"
    if not text.strip():
        raise InvalidMessage("variable_missing", where, f"Preencha o campo “{key}” do modelo.")
    if _NOT_ALLOWED.search(text):
        raise InvalidMessage(
            "variable_format", where, f"O campo “{key}” não aceita quebra de linha nem muitos espaços seguidos."
        )
    if len(text) > _PARAMETER_LIMIT:
        raise InvalidMessage("too_long", where, f"O campo “{key}” aceita no máximo {_PARAMETER_LIMIT} caracteres.")
    return {"type": "text", **({} if key.isdigit() else {"parameter_name": key}), "text": text}


def _positional_order(keys: list[str]) -> list[str]:
    order = sorted(keys, key=int)
    if order != [str(number + 1) for number in range(len(order))]:
        raise InvalidMessage(
            "variable_order", "template.variables", "Os campos numerados devem ser 1, 2, 3… sem falhas."
        )
    return order


def _button_index(key: str) -> int:
    tail = key.removeprefix("button.")
    if not tail.isdigit() or len(tail) > 2:
        raise InvalidMessage("variable_unknown", f"template.variables.{key}", f"O modelo não tem o campo “{key}”.")
    return int(tail)


def _button_component(index: int, buttons: list[dict[str, Any]], value: object) -> dict[str, Any]:
    parameter = (_button_parameter(buttons[index]) if index < len(buttons) else None) or ("url", "text")
    sub_type, kind = parameter
    text = _parameter(str(index), value, field=f"button.{index}")["text"]
    return {"type": "button", "sub_type": sub_type, "index": str(index), "parameters": [{"type": kind, kind: text}]}


def _button_parameter(button: dict[str, Any]) -> tuple[str, str] | None:
    """(sub_type, parameter type) of a button that takes a value, else None."""
    kind = str(button.get("type", "")).upper()
    if kind == "URL":
        return ("url", "text") if _VARIABLE.search(as_text(button.get("url")) or "") else None
    if kind == "OTP":
        return ("url", "text")
    if kind == "COPY_CODE":
        return ("copy_code", "coupon_code")
    if kind == "QUICK_REPLY":
        return ("quick_reply", "payload")
    return None


def _components(definition: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [part for part in as_list(definition.get("components")) if isinstance(part, dict)]


def _examples(component: dict[str, Any], place: str) -> dict[str, str]:
    """Example per variable: positional lists (`body_text`: a list of lists) or named parameters."""
    example = as_dict(component.get("example"))
    named = as_list(example.get(f"{place}_text_named_params"))
    if named:
        pairs = ((as_text(as_dict(one).get("param_name")), as_text(as_dict(one).get("example"))) for one in named)
        return {name: shown or "" for name, shown in pairs if name}
    values = as_list(example.get(f"{place}_text"))
    if values and isinstance(values[0], list):
        values = values[0]
    return {str(number + 1): as_text(value) or "" for number, value in enumerate(values)}
