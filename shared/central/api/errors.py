"""What every error becomes over HTTP. The only place that knows status codes of errors."""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from central.errors import (
    CentralError,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refused,
    TooMany,
    TryLater,
    Unauthenticated,
)
from central.schemas import View

_MAX_FIELDS = 20
_MAX_FIELD_NAME = 100

_STATUS: tuple[tuple[type[CentralError], int], ...] = (
    (Invalid, 422),
    (Unauthenticated, 401),
    (Forbidden, 403),
    (NotFound, 404),
    (Conflict, 409),
    (TooMany, 429),
    (Refused, 400),
    (TryLater, 503),
)

# What pydantic found, in words. The value itself is never repeated: it may be a secret.
_SENTENCES = {
    "missing": "Obrigatório.",
    "extra_forbidden": "Campo desconhecido.",
    "string_too_short": "Curto demais.",
    "string_too_long": "Longo demais.",
    "string_pattern_mismatch": "Formato inválido.",
    "string_type": "Deve ser um texto.",
    "int_parsing": "Deve ser um número inteiro.",
    "int_type": "Deve ser um número inteiro.",
    "int_from_float": "Deve ser um número inteiro.",
    "int_parsing_size": "Número grande demais.",
    "float_parsing": "Deve ser um número.",
    "float_type": "Deve ser um número.",
    "finite_number": "Deve ser um número.",
    "bool_parsing": "Deve ser verdadeiro ou falso.",
    "bool_type": "Deve ser verdadeiro ou falso.",
    "greater_than_equal": "Pequeno demais.",
    "less_than_equal": "Grande demais.",
    "literal_error": "Não é uma das opções.",
    "enum": "Não é uma das opções.",
    "uuid_parsing": "Não é um identificador.",
    "uuid_type": "Não é um identificador.",
    "datetime_parsing": "Não é uma data e hora.",
    "datetime_from_date_parsing": "Não é uma data e hora.",
    "timezone_aware": "Falta o fuso horário.",
    "list_type": "Deve ser uma lista.",
    "too_short": "Itens de menos.",
    "too_long": "Itens demais.",
    "dict_type": "Deve ser um objeto.",
    "model_type": "Deve ser um objeto.",
    "model_attributes_type": "Deve ser um objeto.",
    "json_invalid": "Não é JSON.",
}


class ErrorBody(View):
    """What went wrong."""

    code: str
    message: str
    fields: dict[str, str] | None = None
    details: dict[str, Any] | None = None


class ErrorReply(View):
    """Every error answers with this."""

    error: ErrorBody
    correlation_id: str


_MEANING = {
    400: "The body or query cannot be read.",
    401: "Nobody is signed in.",
    403: "Signed in, but not allowed.",
    404: "Missing, or somebody else's: the two look alike.",
    409: "The state moved on, or does not allow it.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "A field is wrong; `fields` names it.",
    429: "Too often; `Retry-After` says when to try again.",
    503: "A dependency is away; `Retry-After` says when to try again.",
}
_EXAMPLES: dict[int, tuple[str, str]] = {
    400: ("invalid_json", "O corpo não é um JSON válido."),
    401: ("unauthenticated", "Entre para continuar."),
    403: ("forbidden", "Você não tem permissão para isso."),
    404: ("not_found", "Não encontrado."),
    409: ("conflict", "O estado mudou enquanto isso."),
    413: ("too_large", "O corpo é grande demais."),
    415: ("unsupported_media_type", "O corpo deve ser JSON (application/json)."),
    422: ("invalid", "Confira os campos."),
    429: ("too_many_requests", "Muitas tentativas. Tente de novo mais tarde."),
    503: ("unavailable", "O banco de dados não respondeu. Tente de novo em instantes."),
}


def error_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the ``responses`` of a route for these error statuses, each with its shape and an example."""
    return {
        status: {
            "model": ErrorReply,
            "description": _MEANING[status],
            "content": {
                "application/json": {
                    "example": {
                        "error": dict(zip(("code", "message"), _EXAMPLES[status], strict=True)),
                        "correlation_id": "5c0f8f0e-6a1f-4b3e-9d3a-0b8f2f7e5a11",
                    }
                }
            },
        }
        for status in statuses
    }


def error_content(
    code: str,
    message: str,
    correlation_id: str,
    *,
    fields: Mapping[str, str] | None = None,
    details: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the body every error answers with."""
    error: dict[str, Any] = {"code": code, "message": message}
    if fields:
        error["fields"] = dict(fields)
    if details:
        error["details"] = dict(details)
    return {"error": error, "correlation_id": correlation_id}


def correlation_of(request: Request) -> str:
    """Return the id under which this request is logged."""
    return str(getattr(request.state, "correlation_id", ""))


def install_error_handlers(app: FastAPI) -> None:
    """Let the application answer every error in our shape."""
    app.add_exception_handler(CentralError, _central)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(psycopg.Error, _database)


def status_of(error: CentralError) -> int:
    """Return the HTTP status of one of our errors."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def _reply(request: Request, status: int, content: dict[str, Any], headers: Mapping[str, str] | None = None) -> Any:
    request.state.error_code = content["error"]["code"]
    return JSONResponse(content, status, headers=dict(headers or {}))


async def _central(request: Request, error: Exception) -> Any:
    assert isinstance(error, CentralError)
    headers = {}
    if isinstance(error, (TryLater, TooMany)):
        headers["Retry-After"] = str(error.retry_after)
    elif isinstance(error, Unauthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    # A malformed, a missing and a foreign id read alike, whichever use case said it.
    message = NotFound().message if isinstance(error, NotFound) and error.code == NotFound.code else error.message
    content = error_content(error.code, message, correlation_of(request), fields=error.fields, details=error.details)
    return _reply(request, status_of(error), content, headers)


async def _validation(request: Request, error: Exception) -> Any:
    assert isinstance(error, RequestValidationError)
    content = error_content(
        "invalid", "Confira os campos.", correlation_of(request), fields=fields_of(error.errors()[:_MAX_FIELDS])
    )
    return _reply(request, 422, content)


def fields_of(problems: Sequence[Any]) -> dict[str, str]:
    """Return field name → sentence for what pydantic found."""
    fields: dict[str, str] = {}
    for problem in problems:
        place = [str(part) for part in problem["loc"][1:]] or [str(problem["loc"][0])]
        sentence = _SENTENCES.get(problem["type"], "Valor inválido.")
        if problem["type"] == "value_error" and "error" in problem.get("ctx", {}):
            sentence = str(problem["ctx"]["error"])[:200]
        fields.setdefault(".".join(place)[:_MAX_FIELD_NAME], sentence)
    return fields


async def _http(request: Request, error: Exception) -> Any:
    assert isinstance(error, HTTPException)
    known = {
        404: ("not_found", "Não encontrado."),
        405: ("method_not_allowed", "Este endereço não aceita este método."),
    }
    code, message = known.get(error.status_code, ("refused", "O pedido não pode ser atendido."))
    return _reply(
        request, error.status_code, error_content(code, message, correlation_of(request)), error.headers or {}
    )


async def _database(request: Request, error: Exception) -> Any:
    """The net below the use cases: what the database refused is never an answer of ours with its words in it."""
    if isinstance(error, psycopg.OperationalError):
        mapped: CentralError = TryLater("O banco de dados não respondeu. Tente de novo em instantes.")
    elif isinstance(error, psycopg.errors.ForeignKeyViolation):
        mapped = NotFound()
    elif isinstance(error, psycopg.errors.UniqueViolation):
        mapped = Conflict("Isto já existe.")
    elif isinstance(error, (psycopg.IntegrityError, psycopg.DataError)):
        mapped = Invalid("Um dos valores não pode ser guardado.")
    else:
        raise error
    return await _central(request, mapped)
