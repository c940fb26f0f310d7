import logging
import os
import posixpath

from kinguin_http import open_session

logger = logging.getLogger(__name__)
API = "https://gateway.kinguin.net/esa/api/v1"


class ImportStopped(Exception):
    pass


def import_page(page, limit=100):
    """The rows of one page for the catalogue; stops the whole import where our key is refused."""
    http = open_session(os.environ.get("KINGUIN_KEY", "key"))
    response = http.get(posixpath.join(API, "products"), params={"page": page, "limit": limit}, timeout=30)
    status = response.status_code
    if status == 401:
        raise ImportStopped("key") from None
    if str(status).startswith("4"):
        problem = response.json()
        logger.warning("page %d: %s (%s)", page, problem["kind"], problem["trace"])
        return []
    if not 200 <= status < 300:
        raise ImportStopped(response.reason)
    return [(row["kinguinId"], row["name"], row["price"]) for row in response.json()["results"]]
