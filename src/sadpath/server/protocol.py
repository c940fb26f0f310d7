"""The JSON-RPC layer: pygls's, but that every request gets an answer, a malformed or untimely one an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.json_rpc import JsonRPCNotification

from sadpath.server.documents import Documents

ALWAYS = frozenset({types.INITIALIZE, types.EXIT})


class Futures(dict[Any, Any]):
    """What is being worked on, by the ids of messages. Who goes through it may end some of that, which takes it out."""

    def items(self) -> Any:
        """As a dict's, as it is now."""
        return [*super().items()]


class Protocol(LanguageServerProtocol):
    """What pygls leaves unanswered is answered here (see `handle_message`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request_futures = Futures()

    initialized = False
    exit_code = 0
    """What the process ends with: 1 after an `exit` that no `shutdown` came before."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """As pygls, but a request that can't be read is answered with an error (pygls only shows a message).

        A method that nobody knows needs no `params`.
        """
        method = data.get("method")
        if "jsonrpc" in data and isinstance(method, str) and self.get_message_type(method) is None:
            data.setdefault("params", None)
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            cause = error.__cause__ or error
            identity = data.get("id")
            if "method" in data:
                if "id" in data:
                    self.refuse(identity, types.ErrorCodes.InvalidParams, f"{method}: {cause}")
            elif not {"result", "error"} & set(data):
                self.refuse(identity, types.ErrorCodes.InvalidRequest, "neither a request nor an answer")
            elif isinstance(identity, (str, int)) and (waiting := self._request_futures.pop(identity, None)):
                waiting.set_exception(error)  # the answer makes no sense: who waits for it is not to wait for ever
            return JsonRPCNotification(method="$/malformed", jsonrpc="2.0", params=None)

    def handle_message(self, message: Any) -> None:
        """Answer what pygls would drop in silence: no JSON-RPC, requests before `initialize` and after `shutdown`."""
        if not hasattr(message, "jsonrpc") or message.jsonrpc != "2.0":
            identity = message.get("id") if isinstance(message, dict) else getattr(message, "id", None)
            self.refuse(identity, types.ErrorCodes.InvalidRequest, "no JSON-RPC 2.0 message")
            return
        method = getattr(message, "method", None)
        if method is not None and hasattr(message, "id"):
            if self._shutdown:
                self.refuse(message.id, types.ErrorCodes.InvalidRequest, "the server has been shut down")
                return
            if not self.initialized and method != types.INITIALIZE:
                self.refuse(message.id, types.ErrorCodes.ServerNotInitialized, "`initialize` has to come first")
                return
            if self.initialized and method == types.INITIALIZE:
                self.refuse(message.id, types.ErrorCodes.InvalidRequest, "`initialize` has been sent before")
                return
        elif method is not None and not self.initialized and method not in ALWAYS:
            return  # as the protocol has it
        if method == types.EXIT:
            self.exit_code = 0 if self._shutdown else 1
        if method == types.INITIALIZE:
            self.initialized = True
        super().handle_message(message)

    def _execute_handler(
        self,
        msg_id: str | int,
        handler: Any,
        callback: Callable[[Any], None],
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        """As pygls, which keeps what became of each notification for ever, and so grows with each change of a document."""

        def done(future: Any) -> None:
            if self._request_futures.get(msg_id) is future:
                del self._request_futures[msg_id]
            callback(future)

        super()._execute_handler(msg_id, handler, done, args, kwargs)

    def _handle_cancel_notification(self, msg_id: str | int) -> None:
        """As pygls, which takes it for a mistake when a request has been answered by the time that it is cancelled."""
        if msg_id in self._request_futures:
            super()._handle_cancel_notification(msg_id)

    def refuse(self, identity: Any, code: int, message: str) -> None:
        """Answer with an error; `identity` is None where the message has none that can be read."""
        body = {"jsonrpc": "2.0", "id": identity, "error": {"code": int(code), "message": message}}
        self._send_data(body)

    def use_documents(self) -> None:
        """Put our own documents in the place of pygls's (see `Documents`); called while `initialize` is handled."""
        old = self.workspace
        self._workspace = Documents(
            old.root_uri,
            types.TextDocumentSyncKind.Incremental,
            list(old.folders.values()),
            old.position_encoding,
        )
