"""Bodies about message templates."""

from typing import Any, Literal
from uuid import UUID

from central.schemas import Time, View
from central.templates.model import MessageTemplate


class VariableView(View):
    """One field to fill in: ``key`` is its name in a message's ``template.variables``."""

    key: str
    place: Literal["header", "body", "button"]
    example: str


class TemplateView(View):
    """A message template in one language, as the platform last showed it."""

    id: UUID
    channel_id: UUID
    name: str
    language: str
    category: str
    status: str
    parameter_format: str
    components: list[dict[str, Any]]
    variables: list[VariableView]
    header_media: Literal["image", "video", "document"] | None
    text: str
    rejected_reason: str | None
    quality: str | None
    updated_at: Time


class SyncView(View):
    """How many templates were stored and removed."""

    stored: int
    removed: int


def template_view(template: MessageTemplate) -> TemplateView:
    """Return a template as the API shows it, with what must be filled in."""
    from central.platforms.whatsapp_templates import header_media_kind, preview, variables_of

    kind: Any = header_media_kind(template.definition)
    return TemplateView(
        id=template.id,
        channel_id=template.channel_id,
        name=template.name,
        language=template.language,
        category=template.category,
        status=template.status,
        parameter_format=template.parameter_format,
        components=[dict(component) for component in template.components],
        variables=[VariableView.model_validate(dict(variable)) for variable in variables_of(template.definition)],
        header_media=kind,
        text=preview(template.definition, {}),
        rejected_reason=template.rejected_reason,
        quality=template.quality,
        updated_at=template.updated_at,
    )
