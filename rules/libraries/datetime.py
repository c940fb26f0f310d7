# datetime of Python 3.12: a time is its seconds on the walk's clock, so that deadlines and pauses can be compared; its parts are symbols.
# A length of time is its seconds, which `span_told` makes a real one of where they are known.
from _sadpath import clock, date_taken, is_unknown, span_told, unknown

MINYEAR = 1
MAXYEAR = 9999


class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        self._seconds = days * 86400 + seconds + microseconds / 1000000 + milliseconds / 1000 + minutes * 60 + hours * 3600 + weeks * 604800

    def total_seconds(self):
        return self._seconds if is_unknown(self._seconds) else span_told(self._seconds, "total_seconds")

    @property
    def seconds(self):
        return self._seconds % 86400 if is_unknown(self._seconds) else span_told(self._seconds, "seconds")

    @property
    def days(self):
        return self._seconds // 86400 if is_unknown(self._seconds) else span_told(self._seconds, "days")

    @property
    def microseconds(self):
        return span_told(self._seconds, "microseconds")

    def __add__(self, other):
        if isinstance(other, date):
            return other + self
        return timedelta(seconds=self._seconds + other._seconds)

    def __sub__(self, other):
        return timedelta(seconds=self._seconds - other._seconds)

    def __mul__(self, factor):
        return timedelta(seconds=self._seconds * factor)

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self._seconds / other._seconds if isinstance(other, timedelta) else timedelta(seconds=self._seconds / other)

    def __floordiv__(self, other):
        return int(self._seconds // other._seconds) if isinstance(other, timedelta) else timedelta(seconds=self._seconds // other)

    def __mod__(self, other):
        return timedelta(seconds=self._seconds % other._seconds)

    def __divmod__(self, other):
        return self // other, self % other

    def __neg__(self):
        return timedelta(seconds=-self._seconds)

    def __pos__(self):
        return self

    def __abs__(self):
        return timedelta(seconds=abs(self._seconds))

    def __bool__(self):
        return self._seconds != 0

    def __hash__(self):
        return hash(self._seconds)

    def __eq__(self, other):
        return isinstance(other, timedelta) and self._seconds == other._seconds

    def __lt__(self, other):
        return self._seconds < other._seconds

    def __le__(self, other):
        return self._seconds <= other._seconds

    def __gt__(self, other):
        return self._seconds > other._seconds

    def __ge__(self, other):
        return self._seconds >= other._seconds

    def __str__(self):
        return span_told(self._seconds, "__str__")

    def __repr__(self):
        return span_told(self._seconds, "__repr__")


timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    def utcoffset(self, dt):
        return None


class timezone(tzinfo):
    def __init__(self, offset=None, name=None):
        self._offset = offset


timezone.utc = timezone()
UTC = timezone.utc


class date:
    _kind = "date"

    def __init__(self, *args, **kwargs):
        if args:
            date_taken(self._kind, "", *args, **kwargs)
        self._at = unknown(self.__class__.__name__, *args, *kwargs.values(), kind="number")

    @classmethod
    def _of(cls, at):
        made = cls()
        made._at = at
        return made

    @classmethod
    def today(cls):
        return cls._of(clock())

    @classmethod
    def fromisoformat(cls, text):
        date_taken(cls._kind, "fromisoformat", text)
        return cls._of(unknown("fromisoformat", text, kind="number"))

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        return cls._of(timestamp)

    @classmethod
    def strptime(cls, text, format):
        date_taken("datetime", "strptime", text, format)
        return cls._of(unknown("strptime", text, format, kind="number"))

    def _part(self, name, *args):
        return unknown("date part", name, self._at, *args, kind="number")

    @property
    def year(self):
        return self._part("year")

    @property
    def month(self):
        return self._part("month")

    @property
    def day(self):
        return self._part("day")

    def weekday(self):
        return self._part("weekday")

    def isoweekday(self):
        return self._part("isoweekday")

    def toordinal(self):
        return self._part("ordinal")

    def isocalendar(self):
        return (self._part("isoyear"), self._part("isoweek"), self._part("isoweekday"))

    def isoformat(self, *args, **kwargs):
        return unknown("date text", self._at, *args, kind="str")

    def strftime(self, format):
        return unknown("date text", self._at, format, kind="str")

    def ctime(self):
        return unknown("date text", self._at, "ctime", kind="str")

    def __format__(self, spec):
        return unknown("date text", self._at, spec, kind="str")

    def __str__(self):
        return unknown("date text", self._at, kind="str")

    def timetuple(self):
        return unknown("time tuple", self._at)

    def replace(self, *args, **kwargs):
        if not args and list(kwargs) == ["tzinfo"]:
            return self
        return self.__class__._of(unknown("replaced", self._at, *args, *kwargs.values(), kind="number"))

    def __add__(self, delta):
        return self.__class__._of(self._at + delta._seconds)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self.__class__._of(self._at - other._seconds)
        return timedelta(seconds=self._at - other._at)

    def __rsub__(self, other):
        return timedelta(seconds=other._at - self._at)

    def __eq__(self, other):
        return isinstance(other, date) and self._at == other._at

    def __lt__(self, other):
        return self._at < other._at

    def __le__(self, other):
        return self._at <= other._at

    def __gt__(self, other):
        return self._at > other._at

    def __ge__(self, other):
        return self._at >= other._at


class datetime(date):
    _kind = "datetime"

    @classmethod
    def now(cls, tz=None):
        return cls._of(clock())

    @classmethod
    def utcnow(cls):
        return cls._of(clock())

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls._of(timestamp)

    @classmethod
    def combine(cls, date, time, tzinfo=None):
        return cls._of(unknown("combine", date._at, kind="number"))

    @property
    def hour(self):
        return self._part("hour")

    @property
    def minute(self):
        return self._part("minute")

    @property
    def second(self):
        return self._part("second")

    @property
    def microsecond(self):
        return self._part("microsecond")

    @property
    def tzinfo(self):
        return unknown("tzinfo", self._at)

    def timestamp(self):
        return self._at

    def date(self):
        return date._of(unknown("day of", self._at, kind="number"))

    def time(self):
        return time._of(unknown("time of", self._at, kind="number"))

    timetz = time

    def astimezone(self, tz=None):
        return self

    def utcoffset(self):
        return unknown("offset", self._at)

    def utctimetuple(self):
        return unknown("time tuple", self._at)


class time(date):
    _kind = "time"

    @property
    def hour(self):
        return self._part("hour")

    @property
    def minute(self):
        return self._part("minute")


datetime.min = date.min = datetime(1, 1, 1)
datetime.max = date.max = datetime(9999, 12, 31)
time.min = time(0, 0)
time.max = time(23, 59)
