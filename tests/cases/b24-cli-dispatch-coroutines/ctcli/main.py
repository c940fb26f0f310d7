from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable

from .client import CheckoutClient, Failure

Command = Callable[[CheckoutClient, argparse.Namespace], Awaitable[int]]
COMMANDS: dict[str, Command] = {}


def command(function: Command) -> Command:
    COMMANDS[function.__name__.rstrip("_")] = function
    return function


@command
async def show(client: CheckoutClient, options: argparse.Namespace) -> int:
    transaction = await client.transaction(options.key)
    while options.wait and transaction["transactionStatus"]["state"] in ("Initial", "Pending"):
        await asyncio.sleep(5)
        transaction = await client.transaction(options.key)
    print(transaction["transactionStatus"]["state"])
    return 0


@command
async def list_(client: CheckoutClient, options: argparse.Namespace) -> int:
    raise NotImplementedError


EXIT = {"ResourceNotFound": 4, "InvalidScope": 5, "ServiceUnavailable": 75}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser("ctcli")
    parser.add_argument("--project", default="my-shop")
    commands = parser.add_subparsers(dest="command", required=True)
    shower = commands.add_parser("show")
    shower.add_argument("key")
    shower.add_argument("--wait", action="store_true")
    commands.add_parser("list")
    options = parser.parse_args(argv)

    async def run() -> int:
        async with CheckoutClient(options.project) as client:
            return await COMMANDS[options.command](client, options)

    try:
        return asyncio.run(run())
    except Failure as failure:
        print(failure, file=sys.stderr)
        return EXIT.get(failure.code, 1)
