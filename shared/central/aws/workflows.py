"""Step Functions: executions that wait for a time and then ask."""

import json
from collections.abc import Callable, Mapping

from central.aws.signed import AwsError, SignedClient
from central.errors import TryLater


class StepFunctions:
    """One state machine.

    Args:
        machine: returns its ARN.
    """

    def __init__(self, machine: Callable[[], str]) -> None:
        self._machine = machine
        self._client = SignedClient("states")

    def start(self, name: str, question: Mapping[str, object]) -> None:
        """Start the execution of this name; one that was started before, running or over, is no error.

        Args:
            name: at most 80 letters, digits, ``-`` and ``_``; kept by Step Functions for 90 days.
            question: what the execution asks with.

        Raises:
            TryLater: Step Functions did not take it.
        """
        body = {"stateMachineArn": self._machine(), "name": name, "input": json.dumps(question)}
        try:
            self._client.call("AWSStepFunctions.StartExecution", body, version="1.0")
        except AwsError as error:
            if error.code != "ExecutionAlreadyExists":
                raise TryLater(f"the state machine refused an execution: {error.code}") from error
