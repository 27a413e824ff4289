"""The connections of the pool: whether one still lives is seen at its socket, not asked of the server."""

import select
from typing import Any

import psycopg
from psycopg import pq


class Wire(psycopg.Connection[Any]):
    """A connection that answers the pool's question by itself.

    Before it hands a connection out, the pool runs an empty statement on it: a way to and fro before each request. A
    server that ended, or put the connection out, has closed the socket, so there is something to read; then, and only
    then, the statement is sent, and fails.
    """

    def execute(self, query: Any, params: Any = None, **how: Any) -> psycopg.Cursor[Any]:
        if query == "" and self._is_quiet():
            return self.cursor()
        return super().execute(query, params, **how)

    def _is_quiet(self) -> bool:
        """Nothing was heard from the server since its last answer."""
        if self.pgconn.status != pq.ConnStatus.OK:
            return False
        socket = select.poll()
        socket.register(self.pgconn.socket, select.POLLIN)
        return not socket.poll(0)
