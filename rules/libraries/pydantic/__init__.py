# pydantic 2 (and what is left of 1): models from annotated fields. Unknown data is always valid; a dict without a required key is not.
from _sadpath import fields_of, is_unknown, unknown, unsure, value_of


class ValidationError(ValueError):
    def errors(self, **kwargs):
        return unknown("validation errors", kind="list")

    def error_count(self):
        return unknown("validation errors", "count", kind="number")

    def json(self, **kwargs):
        return unknown("validation errors", "json", kind="str")


_UNSET = object()


class FieldInfo:
    def __init__(self, default=_UNSET, default_factory=None, alias=None, validation_alias=None, **kwargs):
        self.default = default
        self.default_factory = default_factory
        self.alias = validation_alias if isinstance(validation_alias, str) else alias


def Field(default=_UNSET, *, default_factory=None, alias=None, validation_alias=None, **kwargs):
    return FieldInfo(_UNSET if default is ... else default, default_factory, alias, validation_alias)


def PrivateAttr(default=None, *, default_factory=None, **kwargs):
    return default_factory() if default_factory is not None else default


def ConfigDict(**kwargs):
    return kwargs


class SecretStr:
    def __init__(self, value):
        self._value = value

    def get_secret_value(self):
        return self._value

    def __str__(self):
        return "**********"


class SecretBytes(SecretStr):
    pass


class AnyUrl:
    def __init__(self, url, **kwargs):
        self._text = url

    def __str__(self):
        return self._text

    def __add__(self, other):
        return self._text + other

    def unicode_string(self):
        return self._text

    def __getattr__(self, name):
        return getattr(self._text, name, unknown("url", name, self._text))


class AnyHttpUrl(AnyUrl):
    pass


class HttpUrl(AnyHttpUrl):
    pass


def _camel(name):
    words = name.split("_")
    return words[0] + "".join([word.capitalize() for word in words[1:]])


def _fitted(value, kind, cls):
    """A value as its annotation wants it."""
    if cls is None:
        return value
    if is_unknown(value):
        if kind != "list" and issubclass(cls, BaseModel):
            return cls.model_validate(value)
        return cls(value) if kind != "list" and issubclass(cls, (SecretStr, AnyUrl)) else value
    if value is None:
        return value
    if kind == "list":
        return [_fitted(item, "", cls) for item in value] if isinstance(value, (list, tuple)) else value
    if isinstance(value, cls):
        return value
    if issubclass(cls, BaseModel):
        return cls.model_validate(value)
    if issubclass(cls, (SecretStr, AnyUrl)):
        return cls(value)
    return value


class BaseModel:
    def __init_subclass__(cls, **kwargs):
        cls.__shown__ = tuple([field[0] for field in fields_of(cls)])

    def __init__(self, **data):
        self._fill(data)

    def _fill(self, data):
        names = []
        for name, has_default, default, kind, cls, optional in fields_of(self.__class__):
            keys = [name]
            factory = None
            if isinstance(default, FieldInfo):
                if default.alias:
                    keys = [default.alias, name]
                factory = default.default_factory
                has_default = factory is not None or default.default is not _UNSET
                default = default.default
            names.extend(keys)
            found, value = value_of(data, *keys, _camel(name))
            if found:
                value = _fitted(value, kind, cls)
            elif has_default:
                value = factory() if factory is not None else default
            else:
                value = self._missing(name, kind, optional)
            setattr(self, name, value)
        if hasattr(self.__class__, "model_config") or hasattr(self.__class__, "Config"):
            if not is_unknown(data):
                for key, value in data.items():
                    if key not in names:
                        setattr(self, key, value)  # extra="allow"
        if hasattr(self, "model_post_init"):
            self.model_post_init(None)

    def _missing(self, name, kind, optional):
        if optional:
            unsure("pydantic 1 gives None, pydantic 2 refuses")
            return None
        raise ValidationError(f"{name}: Field required")

    @classmethod
    def model_validate(cls, obj, **kwargs):
        if not is_unknown(obj):
            if isinstance(obj, cls):
                return obj
            if not isinstance(obj, dict):
                obj = obj.__dict__
        made = cls.__new__(cls)
        made._fill(obj)
        return made

    parse_obj = from_orm = validate = model_validate

    @classmethod
    def model_validate_json(cls, text, **kwargs):
        import json

        return cls.model_validate(json.loads(text))

    parse_raw = model_validate_json

    @classmethod
    def model_construct(cls, _fields_set=None, **values):
        return cls(**values)

    construct = model_construct

    def model_dump(self, **kwargs):
        return {name: _dumped(getattr(self, name)) for name in self.__shown__}

    dict = model_dump

    def model_dump_json(self, **kwargs):
        import json

        return json.dumps(self.model_dump())

    json = model_dump_json

    def model_copy(self, *, update=None, deep=False):
        return self.__class__(**{**{name: getattr(self, name) for name in self.__shown__}, **(update or {})})

    def copy(self, *, update=None, **kwargs):
        return self.model_copy(update=update)


def _dumped(value):
    if isinstance(value, BaseModel) and not is_unknown(value):
        return value.model_dump()
    return value


class RootModel(BaseModel):
    def __init__(self, root=None, **data):
        self.root = root


class BaseSettings(BaseModel):
    def _missing(self, name, kind, optional):
        return None if optional else unknown("environment", name, kind=kind or None)


def create_model(name, **fields):
    return unknown("model", name)


def _transparent(*args, **kwargs):
    return lambda function: function


validator = root_validator = field_validator = model_validator = field_serializer = model_serializer = _transparent


def computed_field(function=None, **kwargs):
    return function if function is not None else _transparent()


def validate_call(function=None, **kwargs):
    return function if function is not None else _transparent()


validate_arguments = validate_call
PositiveInt = NonNegativeInt = StrictInt = int
StrictStr = str
StrictBool = bool
