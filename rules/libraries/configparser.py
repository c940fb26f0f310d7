# configparser of Python 3.12: what is read of texts and dicts that are known. After a file nobody knows anything. Source: Lib/configparser.py.
from _sadpath import constant, is_unknown, unknown
from collections.abc import MutableMapping

DEFAULTSECT = "DEFAULT"
_UNSET = object()
_BOOLEANS = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}


class Error(Exception):
    def __init__(self, msg=""):
        self.message = msg
        super().__init__(msg)


class NoSectionError(Error):
    def __init__(self, section):
        super().__init__("No section: %r" % (section,))
        self.section = section


class DuplicateSectionError(Error):
    pass


class DuplicateOptionError(Error):
    pass


class NoOptionError(Error):
    def __init__(self, option, section):
        super().__init__("No option %r in section: %r" % (option, section))
        self.option = option
        self.section = section


class InterpolationError(Error):
    pass


class InterpolationMissingOptionError(InterpolationError):
    pass


class InterpolationSyntaxError(InterpolationError):
    pass


class ParsingError(Error):
    pass


class MissingSectionHeaderError(ParsingError):
    pass


class Interpolation:
    known = True


class BasicInterpolation(Interpolation):
    pass


class ExtendedInterpolation(Interpolation):
    known = False


class RawConfigParser(MutableMapping):
    _interpolation = None

    def __init__(self, defaults=None, dict_type=dict, *, strict=True, interpolation=_UNSET, **options):
        self._known = not options  # other delimiters, comments, values that may be missing: then nothing is known
        self._strict = strict
        self._defaults = {}
        self._sections = {}
        if interpolation is not _UNSET:
            self._interpolation = interpolation
            self._known = self._known and (interpolation is None or interpolation.known)
        if defaults:
            self.read_dict({DEFAULTSECT: defaults})

    def optionxform(self, optionstr):
        return optionstr.lower()

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections) if self._known else unknown("config", "sections", kind="list")

    def add_section(self, section):
        if section in self._sections and self._known:
            raise DuplicateSectionError("Section %r already exists" % (section,))
        self._sections.setdefault(section, {})

    def has_section(self, section):
        return section in self._sections if self._known else unknown("config", "has", section, kind="bool")

    def options(self, section):
        if not self._known:
            return unknown("config", "options", section, kind="list")
        if section not in self._sections:
            raise NoSectionError(section)
        return list({**self._sections[section], **self._defaults})

    def has_option(self, section, option):
        if not self._known:
            return unknown("config", "has", section, option, kind="bool")
        if not section or section == DEFAULTSECT:
            return self.optionxform(option) in self._defaults
        return section in self._sections and self.optionxform(option) in self._merged(section)

    def _merged(self, section):
        if section == DEFAULTSECT:
            return dict(self._defaults)
        if section not in self._sections:
            raise NoSectionError(section)
        return {**self._defaults, **self._sections[section]}

    def read(self, filenames, encoding=None):
        self._known = False
        return unknown("config", "read", kind="list")

    def read_file(self, f, source=None):
        if is_unknown(f):
            self._known = False
            return
        self.read_string(f.read() if hasattr(f, "read") else "\n".join([line.rstrip("\n") for line in f]))

    def read_string(self, string, source="<string>"):
        if not self._known or not constant(string):
            self._known = False
            return
        section = option = None
        indent = 0
        seen = set()
        for line in string.split("\n"):
            value = line.strip()
            if value.startswith(("#", ";")):
                continue
            if not value:
                if section is not None and option is not None:
                    section[option] = section[option] + "\n"
                continue
            deep = len(line) - len(line.lstrip())
            if section is not None and option is not None and deep > indent:
                section[option] = section[option] + "\n" + value
                continue
            indent = deep
            if value[0] == "[" and "]" in value[2:]:
                name = value[1 : value.rindex("]")]
                option = None
                if name == DEFAULTSECT:
                    section = self._defaults
                elif self._strict and (name,) in seen:
                    raise DuplicateSectionError("section %r already exists" % (name,))
                else:
                    section = self._sections.setdefault(name, {})
                seen.add((name,))
                continue
            if section is None:
                raise MissingSectionHeaderError("File contains no section headers.")
            places = [value.index(one) for one in "=:" if one in value]
            if not places or not value[: min(places)].strip():
                raise ParsingError("Source contains parsing errors: %r" % (source,))
            option = self.optionxform(value[: min(places)].rstrip())
            if self._strict and (name, option) in seen:
                raise DuplicateOptionError("option %r in section %r already exists" % (option, name))
            seen.add((name, option))
            section[option] = value[min(places) + 1 :].strip()
        for held in (self._defaults, *self._sections.values()):
            for option, value in held.items():
                held[option] = value.rstrip()

    def read_dict(self, dictionary, source="<dict>"):
        if is_unknown(dictionary):
            self._known = False
            return
        for section, keys in dictionary.items():
            held = self._defaults if section == DEFAULTSECT else self._sections.setdefault(str(section), {})
            for key, value in keys.items():
                held[self.optionxform(str(key))] = str(value) if value is not None else None

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        if not self._known:
            held = unknown("config", section)
            return held[option] if fallback is _UNSET else held.get(option, fallback)
        try:
            values = self._merged(section)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        if vars:
            values.update({self.optionxform(key): str(value) for key, value in vars.items()})
        option = self.optionxform(option)
        if option not in values:
            if fallback is _UNSET:
                raise NoOptionError(option, section)
            return fallback
        value = values[option]
        return value if raw or self._interpolation is None or value is None else self._interpolated(value, values)

    def _interpolated(self, value, values):
        made = ""
        while "%" in value:
            before, _, value = value.partition("%")
            made = made + before
            if value.startswith("%"):
                made, value = made + "%", value[1:]
            elif value.startswith("(") and ")s" in value:
                name, _, value = value[1:].partition(")s")
                if self.optionxform(name) not in values:
                    raise InterpolationMissingOptionError("Bad value substitution")
                made = made + self._interpolated(values[self.optionxform(name)], values)
            else:
                raise InterpolationSyntaxError("'%' must be followed by '%' or '('")
        return made + value

    def _converted(self, section, option, kind, convert, raw, vars, fallback):
        if not self._known:
            return unknown("config", section, option, kind=kind) if fallback is _UNSET else unknown("config", section).get(option, fallback)
        try:
            return convert(self.get(section, option, raw=raw, vars=vars))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        return self._converted(section, option, "number", int, raw, vars, fallback)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        return self._converted(section, option, "number", float, raw, vars, fallback)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        return self._converted(section, option, "bool", _to_boolean, raw, vars, fallback)

    def items(self, section=_UNSET, raw=False, vars=None):
        if not self._known:
            return unknown("config", "items", None if section is _UNSET else section)
        if section is _UNSET:
            return [(name, self[name]) for name in self]
        return [(option, self.get(section, option, raw=raw, vars=vars)) for option in self._merged(section)]

    def set(self, section, option, value=None):
        if section and section != DEFAULTSECT and section not in self._sections and self._known:
            raise NoSectionError(section)
        held = self._defaults if not section or section == DEFAULTSECT else self._sections.setdefault(section, {})
        held[self.optionxform(option)] = value

    def remove_option(self, section, option):
        held = self._defaults if not section or section == DEFAULTSECT else self._sections.get(section)
        if held is None:
            raise NoSectionError(section)
        return held.pop(self.optionxform(option), _UNSET) is not _UNSET

    def remove_section(self, section):
        return self._sections.pop(section, _UNSET) is not _UNSET

    def write(self, fp, space_around_delimiters=True):
        fp.write(unknown("config", "text", kind="str"))

    def __getitem__(self, key):
        if self._known and key != DEFAULTSECT and key not in self._sections:
            raise KeyError(key)
        return SectionProxy(self, key)

    def __setitem__(self, key, value):
        self._sections.pop(key, None)
        self.read_dict({key: value})

    def __delitem__(self, key):
        del self._sections[key]

    def __contains__(self, key):
        return key == DEFAULTSECT or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1 if self._known else unknown("config", "len", kind="number")

    def __iter__(self):
        return iter([DEFAULTSECT, *self._sections] if self._known else unknown("config", "sections", kind="list"))


class ConfigParser(RawConfigParser):
    _interpolation = BasicInterpolation()


def _to_boolean(value):
    if value.lower() not in _BOOLEANS:
        raise ValueError("Not a boolean: %s" % value)
    return _BOOLEANS[value.lower()]


class SectionProxy(MutableMapping):
    def __init__(self, parser, name):
        self._parser = parser
        self._name = name

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None):
        return self._parser.get(self._name, option, raw=raw, vars=vars, fallback=fallback)

    def getint(self, option, fallback=None, *, raw=False, vars=None):
        return self._parser.getint(self._name, option, raw=raw, vars=vars, fallback=fallback)

    def getfloat(self, option, fallback=None, *, raw=False, vars=None):
        return self._parser.getfloat(self._name, option, raw=raw, vars=vars, fallback=fallback)

    def getboolean(self, option, fallback=None, *, raw=False, vars=None):
        return self._parser.getboolean(self._name, option, raw=raw, vars=vars, fallback=fallback)

    def __getitem__(self, key):
        if self._parser._known and not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not self._parser.remove_option(self._name, key):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def _options(self):
        return self._parser.options(self._name) if self._name != DEFAULTSECT else list(self._parser.defaults())

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())
