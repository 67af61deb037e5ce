"""pygls's protocol, which answers also what it cannot read or may not do yet."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from typing import Any

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInternalError,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcParseError,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol

_log = logging.getLogger(__name__)


class Protocol(LanguageServerProtocol):
    """Every request has its answer, and nothing that is sent ends the server."""

    @property
    def is_left(self) -> bool:
        """Whether an editor has begun and not said that it is done."""
        return self._workspace is not None and not self._shutdown

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A part of a message as it was sent: it is made something of when all of it is there."""
        return data

    def handle_message(self, message: Any) -> None:
        """Deal with a message; who asks what cannot be answered is told so."""
        try:
            structured = self._structured(message)
        except JsonRpcException as why:
            self._refuse(message, why)
        else:
            super().handle_message(structured)

    def refuse_text(self) -> None:
        """Say that something was sent that is no JSON."""
        self._tell_nobody(JsonRpcParseError())

    def _send_handler_result(self, future: Future[Any], *, msg_id: int | str) -> None:
        """Answer a question; that it is refused is an answer, and no failure to be told of.

        An editor shows whatever goes to standard error, and pygls would write a traceback there.
        """
        why = None if future.cancelled() else future.exception()
        if isinstance(why, JsonRpcException) and not isinstance(why, JsonRpcInternalError):
            self._request_futures.pop(msg_id, None)
            self._send_response(msg_id, error=why.to_response_error())
        else:
            super()._send_handler_result(future, msg_id=msg_id)

    def _structured(self, message: Any) -> Any:
        if not isinstance(message, dict) or message.get("jsonrpc") != self.VERSION:
            raise JsonRpcInvalidRequest
        if "method" in message:
            self._allow(message["method"])
        elif "id" not in message:
            raise JsonRpcInvalidRequest
        if not isinstance(message.get("id", ""), int | str):
            raise JsonRpcInvalidRequest
        try:
            return super().structure_message(dict(message))
        except JsonRpcException as why:
            raise JsonRpcInvalidParams from why

    def _allow(self, method: object) -> None:
        """Whether something may be asked now, by the life of a server as the protocol has it."""
        if not isinstance(method, str):
            raise JsonRpcInvalidRequest
        begun = self._workspace is not None
        if method == types.EXIT:
            return
        if self._shutdown or (begun and method == types.INITIALIZE):
            raise JsonRpcInvalidRequest
        if not begun and method != types.INITIALIZE:
            raise JsonRpcServerNotInitialized

    def _refuse(self, message: Any, why: JsonRpcException) -> None:
        _log.warning("a message is refused: %s", why.message)
        number = message.get("id") if isinstance(message, dict) else None
        if not isinstance(number, int | str):
            if _may_wait(message):
                self._tell_nobody(why)
        elif "method" in message:
            self._send_response(number, error=why.to_response_error())
        elif number in self._request_futures:
            # What the editor was asked will not be answered in another way.
            self._handle_response(number, None, why.to_response_error())

    def _tell_nobody(self, why: JsonRpcException) -> None:
        """An answer to what has no number; pygls would leave out that there is none."""
        error = {"code": why.code, "message": why.message}
        self._send_data({"jsonrpc": self.VERSION, "id": None, "error": error})


def _may_wait(message: Any) -> bool:
    """Whether something without a number may be a question: no news, and no answer."""
    if not isinstance(message, dict):
        return True
    return ("id" in message or "method" not in message) and not {"result", "error"} & {*message}
