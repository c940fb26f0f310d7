import logging

from repository import HttpError, default_repository

log = logging.getLogger(__name__)


def remove(repository, key):
    application = repository.find(key)
    if application is None:
        return "absent"
    try:
        repository.delete(key, application["version"])
    except HttpError as exc:
        if exc.status == 404:
            return "absent"
        if exc.status == 409 and exc.first_code() == "ConcurrentModification":
            return remove(repository, key)
        if exc.status == 400 and exc.first_code() == "ResourceNotFound":
            return "absent"
        log.error("%s: HTTP %d %s", key, exc.status, exc.first_code())
        return "failed"
    return "deleted"


def run(keys):
    repository = default_repository()
    return {key: remove(repository, key) for key in keys}
