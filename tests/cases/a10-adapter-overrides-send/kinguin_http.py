import time
from http import HTTPStatus

from requests import PreparedRequest, Response, Session
from requests.adapters import DEFAULT_POOLBLOCK, HTTPAdapter


class PatientAdapter(HTTPAdapter):
    """Sends a GET again while Kinguin has trouble, within a budget of seconds."""

    def __init__(self, budget: float, pause: float = 2.0) -> None:
        self.budget = budget
        self.pause = pause
        super().__init__(pool_connections=4, pool_maxsize=4, pool_block=DEFAULT_POOLBLOCK)

    def send(self, request: PreparedRequest, *args, **kwargs) -> Response:
        deadline = time.monotonic() + self.budget
        pause = self.pause
        while True:
            response = super().send(request, *args, **kwargs)
            trouble = response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or response.status_code == HTTPStatus.CONFLICT
            if not trouble or request.method != "GET" or time.monotonic() + pause > deadline:
                return response
            response.close()
            time.sleep(pause)
            pause *= 1.5


def open_session(key: str) -> Session:
    session = Session()
    session.headers.update({"X-Api-Key": key})
    session.mount("https://gateway.kinguin.net/", PatientAdapter(budget=20))
    return session
