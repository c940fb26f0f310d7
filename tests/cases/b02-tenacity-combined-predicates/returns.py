"""Gives unused keys back to Kinguin, and says what the bookkeeping has to note."""
from __future__ import annotations

import logging
from http import HTTPStatus

import httpx
from tenacity import (
    RetryCallState,
    retry,
    retry_if_exception_type,
    retry_if_result,
    stop_after_attempt,
    stop_after_delay,
    stop_any,
    wait_chain,
    wait_fixed,
)

logger = logging.getLogger("returns")


class ReturnRefused(Exception):
    def __init__(self, kind: str, trace: str | None) -> None:
        super().__init__(kind)
        self.kind = kind
        self.trace = trace


def _locked(response: httpx.Response) -> bool:
    return response.status_code == HTTPStatus.CONFLICT or response.status_code == HTTPStatus.UNAUTHORIZED


def _tell(state: RetryCallState) -> None:
    logger.info("attempt %d failed, next in %.0f s", state.attempt_number, state.next_action.sleep)


def _give_up(state: RetryCallState) -> httpx.Response | None:
    outcome = state.outcome
    if outcome.failed:
        logger.error("Kinguin cannot be reached: %s", outcome.exception())
        return None
    return outcome.result()


class KeyReturns:
    url = "https://gateway.kinguin.net/esa/api/v2/order/{}/keys/return"

    def __init__(self, api_key: str) -> None:
        self._headers = {"X-Api-Key": api_key}

    @retry(
        retry=retry_if_exception_type(httpx.TransportError) | retry_if_result(_locked),
        wait=wait_chain(*[wait_fixed(1) for _ in range(2)], wait_fixed(10)),
        stop=stop_any(stop_after_attempt(4), stop_after_delay(60)),
        before_sleep=_tell,
        retry_error_callback=_give_up,
    )
    def _post(self, order_id: str) -> httpx.Response:
        return httpx.post(self.url.format(order_id), headers=self._headers)

    def give_back(self, order_id: str) -> str:
        response = self._post(order_id)
        if response is None:
            return "later"
        if response.is_success:
            return "returned"
        problem = response.json()
        if problem["detail"] == "There are no keys to return.":
            return "nothing"
        if problem["kind"] in {"OrderNotFound", "DispatchNotFound"}:
            return "unknown order"
        raise ReturnRefused(problem["kind"], problem.get("trace"))
