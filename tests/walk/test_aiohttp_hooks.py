"""What a program overrides of aiohttp: responses, requests, and what it traces."""

from __future__ import annotations

from helpers import assert_conflict_alone_is_handled, fates, indented, same, walk

URL = '"https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id'

AIOHTTP = """
import aiohttp
{head}

async def f(order_id):
    async with aiohttp.ClientSession({options}) as s:
        async with s.post({url}) as r:
{inside}
{after}
"""


def aio(head: str, options: str, inside: str = "pass", after: str = "return 1") -> str:
    """A module that posts with aiohttp, with a session made with these options."""
    block = indented(indented(indented(inside)))
    return AIOHTTP.format(head=head, options=options, url=URL, inside=block, after=indented(after))


def test_aiohttp_response_class() -> None:
    head = """
class R(aiohttp.ClientResponse):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.seen = []

    @property
    def busy(self):
        self.seen.append(self.status)
        return self.status == 409

    async def code(self):
        return (await self.json()).get("error_code") if not self.ok else None
"""
    inside = """
if r.busy and r.seen == [409]:
    return 'busy'
if (await r.code()) == 'NO_SUCH_ORDER':
    return 'gone'
return 1"""
    told = fates(walk(aio(head, "response_class=R", inside)))
    assert [told.pop(409), told.pop(404)] == ["handled", "handled"]
    assert set(told.values()) == {"unnoticed"}


def test_aiohttp_response_class_that_raises_when_it_starts() -> None:
    head = """
class R(aiohttp.ClientResponse):
    async def start(self, connection):
        await super().start(connection)
        self.raise_for_status()
        return self
"""
    assert same(aio(head, "response_class=R")) == "raised"


def test_aiohttp_request_class() -> None:
    head = """
class Q(aiohttp.ClientRequest):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.headers["X-Id"] = "1"

    async def send(self, conn):
        made = await super().send(conn)
        made.tag = self.headers["X-Id"]
        return made
"""
    inside = "if r.status == 409 and r.tag == '1':\n    return 'busy'\nreturn 1"
    assert_conflict_alone_is_handled(aio(head, "request_class=Q", inside))


TRACE = """
seen = []

async def started(session, context, params):
    context.n = len(seen)
    seen.append(params.method)

async def ended(session, context, params):
    seen.append((context.n, params.response.status))

async def failed(session, context, params):
    seen.append(params.exception.status)

tracing = aiohttp.TraceConfig()
tracing.on_request_start.append(started)
tracing.on_request_end.append(ended)
tracing.on_request_exception.append(failed)
"""


def test_aiohttp_traces_are_told_of_requests() -> None:
    after = "if seen == ['POST', (0, 409)]:\n    return 'busy'\nreturn 1"
    assert_conflict_alone_is_handled(aio(TRACE, "trace_configs=[tracing]", after=after))


def test_aiohttp_traces_are_told_of_what_raise_for_status_raises() -> None:
    code = """
    try:
        async with aiohttp.ClientSession(trace_configs=[tracing], raise_for_status=True) as s:
            await s.post({url})
    except aiohttp.ClientResponseError:
        if seen == ["POST", 409]:
            return "busy"
        raise
    return 1
"""
    told = fates(walk(f"import aiohttp\n{TRACE}\nasync def f(order_id):" + code.format(url=URL)))
    assert told.pop(409) == "handled"
    assert set(told.values()) == {"raised"}


def test_aiohttp_trace_that_raises() -> None:
    head = """
async def ended(session, context, params):
    params.response.raise_for_status()

tracing = aiohttp.TraceConfig()
tracing.on_request_end.append(ended)
"""
    assert same(aio(head, "trace_configs=[tracing]")) == "raised"


def test_aiohttp_trace_contexts() -> None:
    head = """
class Context:
    def __init__(self, trace_request_ctx=None):
        self.asked = trace_request_ctx

async def ended(session, context, params):
    context.asked["status"] = params.response.status

tracing = aiohttp.TraceConfig(trace_config_ctx_factory=Context)
tracing.on_request_end.append(ended)
"""
    code = aio(head, "trace_configs=[tracing]", after="if asked['status'] == 409:\n    return 'busy'\nreturn 1")
    code = code.replace("% order_id", "% order_id, trace_request_ctx=asked")
    code = code.replace("    async with aiohttp", "    asked = {}\n    async with aiohttp")
    assert_conflict_alone_is_handled(code)
