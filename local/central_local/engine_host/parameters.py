"""Patch 7: SAM's transform is given the stack's parameters, as on AWS.

The engine calls it without any, so ``AutoPublishCodeSha256: !Ref BuildHash`` is the parameter's default for ever: no
new version is published, and the alias goes on serving the first one whatever was deployed since.
"""

from __future__ import annotations

import threading
from typing import Any


def apply() -> None:
    from ministack.services.cloudformation import changesets, engine, handlers
    from samtranslator.translator import transform as sam

    known = threading.local()
    original_transform, original_apply = sam.transform, engine._apply_transforms

    def transform(template: dict[str, Any], values: dict[str, Any], *rest: Any, **keywords: Any) -> Any:
        return original_transform(template, {**getattr(known, "values", {}), **values}, *rest, **keywords)

    def apply_transforms(template: dict[str, Any], provided_params: Any = None, previous_params: Any = None) -> Any:
        known.values = engine._transform_parameters(template, provided_params, previous_params)
        try:
            return original_apply(template, provided_params, previous_params)
        finally:
            known.values = {}

    sam.transform = transform
    for module in (engine, changesets, handlers):
        module._apply_transforms = apply_transforms
