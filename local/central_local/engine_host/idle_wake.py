"""Patch 3: a wake that finds nothing to do delays the next one by 2 ms instead of 50 ms (the poll loop's pause)."""

from __future__ import annotations

GAP_SECONDS = 0.002


def apply() -> None:
    from ministack.services import lambda_svc

    lambda_svc._ESM_IDLE_WAKE_GAP_SECONDS = GAP_SECONDS
