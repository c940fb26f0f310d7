"""What providers document: operations, error bodies, errors and retry terms, read from `rules/providers/*.toml`."""

from sadpath.catalogue.answers import OTHER, Answer, Placeholder
from sadpath.catalogue.load import FieldVocabulary, field_vocabulary, load_provider, load_providers
from sadpath.catalogue.model import (
    METHOD_DIGITS,
    RETRY_TERMS,
    ErrorRow,
    Fields,
    Operation,
    Provider,
    Retry,
    Row,
    Sibling,
)
from sadpath.catalogue.schema import CatalogueError

__all__ = [
    "METHOD_DIGITS",
    "OTHER",
    "RETRY_TERMS",
    "Answer",
    "CatalogueError",
    "ErrorRow",
    "FieldVocabulary",
    "Fields",
    "Operation",
    "Placeholder",
    "Provider",
    "Retry",
    "Row",
    "Sibling",
    "field_vocabulary",
    "load_provider",
    "load_providers",
]
