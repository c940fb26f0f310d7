"""Clients in layers: a base class with hooks that a subclass fills, a general request method, hooks of the HTTP library."""

from __future__ import annotations

from merchant.branches import Names, branch
from merchant.draw import CLASS, indent
from merchant.errors import failed, good_end, own_error, read_error, where_of
from merchant.plans import Built, Plan
from merchant.retries import Thrown, pause, worth_it
from merchant.transports import View


def layered(plan: Plan) -> Built:
    """A base class sends, asks its hooks and sends again; the subclass knows the operation."""
    w, draw = plan.w, plan.w.draw
    own = own_error(w)
    w.in_class = True
    limit = draw.number(1, 3)
    seen = own.seen("problem")
    thrown = Thrown(own.name, own.seen, own.flag)
    hooks: dict[str, list[str]] = {}

    def inside(view: View) -> list[str]:
        lines, names = read_error(w, view, plan.status_only)
        named = [n for n in (names.status, names.code) if n]
        hooks["make"] = named
        status, code = (view.status, names.code or "None")
        good = [
            f"return None, {draw.pick(*view.parsed)}"
            if w.subject.body and view.parsed and not plan.status_only
            else "return None, True"
        ]
        return [f"if {failed(w, view)}:", *indent([*lines, f"return self.error_of({status}, {code}), None"]), *good]

    w.function("exchange", w.parameters, plan.send(inside))
    made = Names("status", "code")
    base_hook = [f"return {own.raises(made)}"]
    w.methods.append(["def error_of(self, status, code):", *indent(base_hook)])
    w.methods.append(["def again(self, problem):", "    return False"])
    body = [
        "number = 0", "while True:", *indent([
            f"problem, data = {w.aw}self.exchange({w.passed})", "if problem is None:", "    return self.unpack(data)", "number += 1",
            f"if number > {limit} or not self.again(problem):", "    raise problem", *pause(w, "number"),
        ]),
    ]  # fmt: skip
    w.function("request", w.parameters, body)
    w.methods.append(["def unpack(self, data):", "    return data"])
    base = "BaseGateway"
    w.finish_class(base, [])
    w.methods, w.init = [], []
    test = worth_it(w, thrown, "problem") if seen.code or seen.status or seen.text else "False"
    sub = [
        f"class Gateway({base}):",
        "    def again(self, problem):",
        *indent(
            draw.pick([f"return bool({test})"], [f"if {test}:", "    return True", "return super().again(problem)"]), 2
        ),
    ]
    if draw.chance(0.5):
        inner = branch(w, made, where_of(w, "client", "body", None))
        if all("return" not in line or "raise" in line for line in inner):
            sub += [
                "",
                "    def error_of(self, status, code):",
                *indent([*inner, "return super().error_of(status, code)"], 2),
            ]
    if w.subject.body and not plan.status_only and draw.chance(0.7):
        sub += ["", "    def unpack(self, data):", f"        return {w.subject.good_value('data')}"]
    result = "body"
    names = own.seen("exc")
    where = where_of(w, "client", result, None, reraise=True, cause="exc")
    sub += ["", f"    {w.defn} {w.subject.verb}(self{''.join(', ' + p for p in w.parameters)}):"]
    call = f"{w.aw}self.request({w.passed})"
    if draw.chance(0.3):
        sub += [f"        return {call}"]
    else:
        caught = draw.pick(own.name, *own.kinds) if own.kinds else own.name
        sub += indent(["try:", f"    return {call}", f"except {caught} as exc:", *indent(branch(w, names, where))], 2)
    w.add("client", 3, sub, "Gateway")
    w.in_class = False
    name = w.unique("ask")
    made_object = draw.pick("Gateway()", "gateway_of()")
    if made_object == "gateway_of()":
        w.function("gateway_of", [], ["return Gateway()"], helper=True, sync=True)
    w.function(name, w.parameters, [f"return {w.aw}{made_object}.{w.subject.verb}({w.passed})"])
    return Built(name, w.parameters, "client", "any")


def general(plan: Plan) -> Built:
    """`_request(method, path, **options)`, that a method for each operation calls."""
    w, draw, subject = plan.w, plan.w.draw, plan.w.subject
    own = own_error(w)
    library = plan.library.name
    base = subject.host
    options: list[str] = []
    if subject.writes:
        before, payload = w.payload()
        options.append(f"json={payload}")
    else:
        before = []
    more, headers = w.headers()
    before += more
    options.append(f"headers={headers}")
    method = subject.method
    url = f'f"{base}{{path}}"'
    thrown = Thrown(own.name, own.seen, own.flag)

    def looked_at(view: View) -> list[str]:
        lines, names = read_error(w, view, plan.status_only)
        good = "None" if plan.status_only or not view.parsed or not subject.body else draw.pick(*view.parsed)
        return [f"if {failed(w, view)}:", *indent([*lines, f"raise {own.raises(names)}"]), f"return {good}"]

    from merchant.transports import aiohttp_view, httpx_view, requests_view

    if library == "aiohttp":
        body = [
            "async with aiohttp.ClientSession() as session:",
            f"    async with session.request(method, {url}, **options) as resp:",
            *indent(looked_at(aiohttp_view("resp")), 2),
        ]
    elif library == "httpx" and w.is_async:
        body = [
            f'async with httpx.AsyncClient(base_url="{base}") as client:',
            "    resp = await client.request(method, path, **options)",
            *looked_at(httpx_view("resp")),
        ]
    elif library == "httpx":
        body = [f"resp = httpx.request(method, {url}, **options)", *looked_at(httpx_view("resp"))]
    else:
        sender = draw.pick(
            "requests.request(method, ", "getattr(requests, method.lower())(", "requests.Session().request(method, "
        )
        body = [
            'options.setdefault("timeout", 20)',
            f"resp = {sender}{url}, **options)",
            *looked_at(requests_view("resp")),
        ]
    w.in_class = draw.chance(0.6)
    w.function("_request", ["method", "path", "**options"], body)
    verb = draw.pick("_send", "_call")
    w.function(verb, ["path", "**options"], [f'return {w.aw}{w.me}_request("{method}", path, **options)'])
    path = f'f"{subject.path}"' if "{" in subject.path else f'"{subject.path}"'
    call = f"{w.aw}{w.me}{verb}({path}, {', '.join(options)})"
    view = View("200", [], ["data"], [], None, None, None, None)
    good = good_end(w, view, "body", "data") if subject.body and not plan.status_only else ["return data"]
    w.function(subject.verb, w.parameters, [*before, f"data = {call}", *good])
    inner = f"{w.aw}{w.me}{subject.verb}({w.passed})"
    outer = w.unique("safely")
    w.function(outer, w.parameters, plan.catching(inner, thrown, own, [], "body", False, outer))
    return Built(outer, w.parameters, "client", "any")


def hooked(plan: Plan) -> Built:
    """The HTTP library itself raises: `raise_for_status=True`, a response hook, an event hook."""
    w, draw, subject = plan.w, plan.w.draw, plan.w.subject
    library = plan.library.name
    own = own_error(w) if draw.chance(0.5) else None
    before, url = w.url()
    more, headers = w.headers()
    before += more
    payload = None
    if subject.writes:
        more, payload = w.payload()
        before += more
    arguments = ", ".join([f'"{subject.method}"', url, *([f"json={payload}"] if payload else []), f"headers={headers}"])
    result = draw.pick("body", "bool")
    if library == "aiohttp":
        from merchant.transports import aiohttp_view

        place = draw.pick("session", "request")
        made, asked = (
            ("aiohttp.ClientSession(raise_for_status=True)", arguments)
            if place == "session"
            else ("aiohttp.ClientSession()", f"{arguments}, raise_for_status=True")
        )
        view = aiohttp_view("resp")
        lines = [
            *before,
            f"async with {made} as session:",
            f"    async with session.request({asked}) as resp:",
            *indent(good_end(w, view, result), 2),
        ]
        thrown = plan.library_thrown()
    elif library == "httpx":
        from merchant.transports import httpx_view

        hook = w.unique("_on_response")
        own = own or own_error(w)
        read = ["await response.aread()"] if w.is_async else ["response.read()"]
        inner, names = read_error(w, httpx_view("response"), plan.status_only)
        w.function(
            hook,
            ["response"],
            [
                f"if {draw.pick('response.is_error', 'response.status_code >= 400')}:",
                *indent([*read, *inner, f"raise {own.raises(names)}"]),
            ],
            helper=True,
        )
        cls = "AsyncClient" if w.is_async else "Client"
        opened = f'{"async " if w.is_async else ""}with httpx.{cls}(event_hooks={{"response": [{hook}]}}) as client:'
        lines = [
            *before,
            opened,
            f"    resp = {w.aw}client.request({arguments})",
            *good_end(w, httpx_view("resp"), result),
        ]
        thrown = Thrown(own.name, own.seen, own.flag)
    else:
        from merchant.transports import requests_view

        hook = w.unique("_on_response")
        kind = draw.pick("status", "own", "subclass")
        if kind == "status":
            w.function(hook, ["response", "*args", "**kwargs"], ["response.raise_for_status()"], helper=True, sync=True)
            thrown = plan.library_thrown()
        else:
            own = own or own_error(w)
            inner, names = read_error(w, requests_view("response"), plan.status_only)
            check = ["if not response.ok:", *indent([*inner, f"raise {own.raises(names)}"])]
            thrown = Thrown(own.name, own.seen, own.flag)
            if kind == "own":
                w.function(hook, ["response", "*args", "**kwargs"], check, helper=True, sync=True)
        if kind == "subclass":
            w.add(
                "client",
                CLASS,
                [
                    "class ApiSession(requests.Session):",
                    "    def request(self, method, url, **kwargs):",
                    '        kwargs.setdefault("timeout", 10)',
                    "        response = super().request(method, url, **kwargs)",
                    *indent([*check, "return response"], 2),
                ],
                "ApiSession",
            )
            lines = [*before, "session = ApiSession()", f"resp = session.request({arguments})"]
        else:
            lines = [
                *before,
                "session = requests.Session()",
                draw.pick(
                    f'session.hooks["response"].append({hook})',
                    f'session.hooks = {{"response": [{hook}]}}',
                    f'session.hooks["response"] = [{hook}]',
                ),
                f"resp = session.request({arguments})",
            ]
        lines += good_end(w, requests_view("resp"), result)
    return plan.around("_call", lines, thrown, own, result)
