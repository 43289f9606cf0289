"""One execution environment: imports a handler once, then answers calls one by one.

Runs as a script in the functions' own environment, which holds what Lambda's runtime holds (boto3) and nothing else.
Replaces the engine's worker script because that one puts layers before the code (unlike AWS) and imports botocore
into every function, which would hide what a cold start costs.

Protocol: one JSON line in for the start, one out; then one line in and one out per call. Whatever the handler prints
goes to stderr, which is the function's log.
"""

from __future__ import annotations

import importlib
import json
import os
import site
import sys
import time
import traceback
from typing import Any


class Context:
    """What Lambda hands to a handler beside the event."""

    identity = None
    client_context = None

    def __init__(self, start: dict[str, Any], call: dict[str, Any]) -> None:
        environment = os.environ
        self.function_name = start["function_name"]
        self.function_version = environment["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = str(start["memory"])
        self.invoked_function_arn = call.get("invoked_function_arn") or start["arn"]
        self.aws_request_id = call.get("request_id", "")
        self.log_group_name = environment["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = environment["AWS_LAMBDA_LOG_STREAM_NAME"]
        self._deadline = time.time() + call.get("timeout_ms", 3000) / 1000

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._deadline - time.time()) * 1000))


def extend_path(code: str, layers: list[str]) -> None:
    """Put code and layers where AWS has them: the code first, then the layers, before everything installed."""
    search = [code]
    for layer in layers:
        python = os.path.join(layer, "python")  # noqa: PTH118 - pathlib costs milliseconds of every cold start
        if os.path.isdir(python):  # noqa: PTH112
            search.append(python)
    installed = [entry for entry in sys.path if entry.endswith("site-packages")]
    standard = [entry for entry in sys.path if entry not in installed]
    sys.path[:] = search + standard + installed
    for entry in search[1:]:
        versioned = f"{entry}/lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"
        if os.path.isdir(versioned):  # noqa: PTH112
            site.addsitedir(versioned)


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # also what a library writes to file descriptor 1 must not reach the protocol
    sys.stdout = sys.stderr

    def answer(value: dict[str, Any]) -> None:
        answers.write(json.dumps(value) + "\n")
        answers.flush()

    start = json.loads(sys.stdin.readline())
    extend_path(start["code"], start["layers"])
    try:
        handler = getattr(importlib.import_module(start["module"]), start["handler"])
    except BaseException as error:
        traceback.print_exc()
        answer({"status": "error", "error": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()})
        return
    answer({"status": "ready"})
    while line := sys.stdin.readline():
        message = json.loads(line)
        call = message.get("ctx") or {}
        if call.get("trace_id"):
            os.environ["_X_AMZN_TRACE_ID"] = call["trace_id"]
        try:
            reply = {"status": "ok", "result": handler(message["event"], Context(start, call))}
            json.dumps(reply)
        except Exception as error:
            traceback.print_exc()
            reply = {"status": "error", "error": str(error), "trace": traceback.format_exc()}
        answer(reply)


if __name__ == "__main__":
    main()
