"""Hands operations to FastAPI, which makes the OpenAPI document of their parameters."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from kg.serving.routes import Operation


def document(router: APIRouter, operation: Operation) -> None:
    """Adds an operation that is to be listed."""
    name = f"{operation.handler.__name__}_{operation.method.lower()}"
    router.add_api_route(
        operation.path,
        operation.handler,
        methods=[operation.method],
        name=name,
        operation_id=name,
        summary=operation.summary,
        response_class=Response,
        openapi_extra=dict(operation.told),
    )
