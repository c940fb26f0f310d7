"""The last layer: the class around the client, callers, batches, and the entry."""

from __future__ import annotations

from merchant.branches import SENTINELS
from merchant.draw import indent
from merchant.plans import Built, Plan
from merchant.rare_outer import rare_caller


def policies(plan: Plan) -> str:
    """Arguments of a transport's own retry policy; "" for none."""
    w, draw = plan.w, plan.w.draw
    statuses = draw.some(sorted({*w.subject.statuses, 502, 503}), 1, 4)
    listed = f"[{', '.join(map(str, statuses))}]"
    name = plan.library.name
    if name == "requests":
        options = [
            draw.pick("total=3", "3", "total=2"),
            f"status_forcelist={listed}",
            draw.pick("backoff_factor=0.5", "backoff_factor=0", ""),
        ]
        options.append(
            draw.pick(
                "allowed_methods=None",
                f'allowed_methods={{"{w.subject.method}"}}',
                f'allowed_methods=frozenset(["GET", "{w.subject.method}"])',
                "",
                "",
            )
        )
        options.append(draw.pick("", "", "raise_on_status=False", "respect_retry_after_header=False"))
        return ", ".join(o for o in options if o)
    if name == "httpx":
        if draw.chance(0.2):
            return f"httpx.{'Async' if w.is_async else ''}HTTPTransport(retries=3)"
        w.module("client").imports.add("from httpx_retries import Retry")
        methods = draw.pick("", "", f', allowed_methods=["{w.subject.method}"]')
        return f"RetryTransport(retry=Retry(total={draw.number(1, 3)}, backoff_factor=0.2{draw.pick('', f', status_forcelist={listed}')}{methods}))"
    if name == "aiohttp":
        kind = draw.pick("ExponentialRetry", "JitterRetry")
        options = [
            f"attempts={draw.number(2, 4)}",
            draw.pick(
                f"statuses={{{', '.join(map(str, statuses))}}}", f"statuses={{{', '.join(map(str, statuses))}}}", ""
            ),
        ]
        options.append(draw.pick("", "", "retry_all_server_errors=False"))
        options.append(draw.pick("", "", f'methods={{"{w.subject.method}"}}'))
        return f"RetryClient(retry_options={kind}({', '.join(o for o in options if o)}))"
    return ""


def finish(plan: Plan, built: Built) -> tuple[str, str | None, list[str]]:
    """Wrap the client's function in what calls it. Gives the entry, an instance for a method, and the arguments."""
    w, draw = plan.w, plan.w.draw
    values = {p: f"'{p[:4]}-17'" for p in w.subject.parameters} | {"amount": "4990"}
    client = w.layout["client"]
    if w.in_class:
        parameters = draw.pick([], ["timeout=10.0"], ["token=TOKEN"])
        w.finish_class("Client", parameters)
    kind = draw.weighted(
        {
            "direct": 5,
            "caller": 3,
            "batch": 1.2,
            "finally": 1,
            "async main": 1.5 if w.is_async else 0,
            "guard": 1,
            "catch all": 1.5,
            "translate": 1,
            "rare": 4,
        }
    )
    arguments = [values[p] for p in built.parameters]
    if kind == "direct":
        if w.in_class:
            return f"{client}:Client.{built.name}", "Client()", arguments
        return f"{client}:{built.name}", None, arguments
    call = f"{'Client().' if w.in_class else ''}{built.name}({w.passed})"
    if w.in_class and draw.chance(0.3):
        w.add("entry", 4, ["till = Client()"], "till")
        call = f"till.{built.name}({w.passed})"
    function = call.removesuffix(f"({w.passed})")
    call = f"{w.aw}{call}"
    name = f"{draw.pick('run', 'handle', 'process')}_{w.subject.verb}"
    entry = f"{w.layout['entry']}:{name}"
    told = draw.pick(f'"{draw.pick(*SENTINELS)}"', "None", "False")
    if kind == "rare":
        w.function(name, w.parameters, rare_caller(w, function, told), part="entry", entry=True)
    elif kind == "caller":
        w.function(
            name,
            w.parameters,
            [f"result = {call}", f'log.info("{w.subject.verb}: %s", result)', "return result"],
            part="entry",
            entry=True,
        )
    elif kind == "guard":
        test = draw.pick("if result is None:", "if not result:", 'if result == "failed":', "if result is False:")
        w.function(
            name,
            w.parameters,
            [f"result = {call}", test, f"    return {told}", draw.pick("return result", "return True", 'return "ok"')],
            part="entry",
            entry=True,
        )
    elif kind == "finally":
        w.function(
            name,
            w.parameters,
            ["try:", f"    return {call}", "finally:", '    log.info("end of the job")'],
            part="entry",
            entry=True,
        )
    elif kind == "catch all":
        caught = draw.pick("Exception", "Exception", "(RuntimeError, ValueError)", "LookupError")
        end = draw.pick(
            ['log.exception("job failed")', f"return {told}"],
            [f"return {told}"],
            ['log.exception("job failed")', "raise"],
            ["pass"],
        )
        w.function(
            name,
            w.parameters,
            ["try:", f"    return {call}", f"except {caught}:", *indent(end)],
            part="entry",
            entry=True,
        )
    elif kind == "translate":
        manager = w.unique("translated")
        body = [
            "try:",
            "    yield",
            f"except {draw.pick('Exception', 'ValueError', 'LookupError')} as exc:",
            *indent(
                draw.pick(
                    ['raise RuntimeError("job failed") from exc'], ['log.error("job failed: %s", exc)'], ["raise"]
                )
            ),
        ]
        w.function(manager, [], body, part="entry", helper=True, sync=True, decorators=["@contextmanager"])
        w.function(name, w.parameters, [f"with {manager}():", f"    return {call}"], part="entry", entry=True)
    elif kind == "async main":
        w.function("_main", w.parameters, draw.pick([f"return {call}"], [f"results = await asyncio.gather({call.removeprefix('await ')}, return_exceptions=True)", "return results[0]"],
                                                     [f"task = asyncio.create_task({call.removeprefix('await ')})", "return await task"]), part="entry", entry=True)  # fmt: skip
        w.function(name, w.parameters, [f"return asyncio.run(_main({w.passed}))"], part="entry", entry=True, sync=True)
    else:
        first = built.parameters[0] if built.parameters else None
        if first is None:
            w.function(name, [], [f"return {call}"], part="entry", entry=True)
            return entry, None, []
        inner = call
        caught = draw.pick("Exception", "Exception", "RuntimeError")
        handled = draw.pick(
            [f"failed.append({first})"],
            [f'log.exception("%s failed", {first})', f"failed.append({first})"],
            ["continue"],
        )
        body = [
            "done, failed = [], []",
            f"for {first} in many:",
            *indent(["try:", f"    done.append({inner})", f"except {caught}:", *indent(handled)]),
            "return done, failed",
        ]
        w.function(name, ["many", *built.parameters[1:]], body, part="entry", entry=True)
        # a job of two that the first one's error ends sends no more than success does, however often it was sent again
        arguments = [
            f"[{arguments[0]}{draw.pick('', ', ' + arguments[0]) if caught == 'Exception' else ''}]",
            *arguments[1:],
        ]
    return entry, None, arguments
