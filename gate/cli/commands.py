"""Every command of ``gate``: its name, where it is, and its line in ``gate --help``.

A command's module is imported when the command is used, so that ``gate --help`` and ``gate verify`` start fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from gate.cli.ui import note
from gate.model.errors import UsageError

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

SECTIONS: dict[str, dict[str, tuple[str, str]]] = {
    "Set up": {
        "init": ("setup", "Make the store: ledger, blobs, policy and signing key."),
        "doctor": ("doctor", "Look at Docker, images, seal, store, key and disk, and say how to mend what is missing."),
        "recover": ("recover", "Close what a crash left open; every command that writes does it first, too."),
        "demo": ("demo", "Submit every example to Gate 2 in a fresh store, show the verdicts, then verify the log."),
        "sandbox": ("sandbox", "Build and list images, and test the seal of the sandbox."),
    },
    "Judge": {
        "submit": ("attempts", "Run Gate 2 on one artifact."),
        "rerun": ("attempts", "Run an attempt again, exactly: the same bytes, policy, seeds, controls and order."),
        "record": ("record", "Work on record files."),
        "plan": (
            "plan",
            "Compute what a claim's controls can find, before anything runs.",
        ),
        "review": ("review", "Print what a human who reviews a script must look at; nothing is run."),
        "lean": ("lean", "Check Lean declarations by the gate's own kernel."),
        "recompute": (
            "recompute",
            "Compute a claim's values by its own methods and hold the publication against them.",
        ),
        "method": ("method", "Recipes that a claim's method can name, and a method tried on a file."),
        "dojo": ("dojo", "Make a challenge and an artifact of a LeanDojo theorem and a tactic proof."),
    },
    "Check in CI": {
        "check": ("check", "Check records and artifacts by rules with permanent ids, for a CI job."),
        "rule": (
            "check",
            "Say what a rule of `gate check` is about: what, why, examples, fix; without a name, list all rules.",
        ),
    },
    "Read": {
        "show": ("show", "Print the verdict block of a record, folded from the log."),
        "triage": (
            "triage",
            "Compute tier and dimensions of a record from its public fields; no status depends on it.",
        ),
        "history": ("show", "List every attempt at a record's claims, oldest first."),
        "explain": ("show", "Say what an attempt established and on what evidence, or what a code means."),
        "schema": ("schema", "Print the JSON Schema (draft 2020-12) of a contract; without a name, list them."),
    },
    "Add to the history": {
        "approve": (
            "corrections",
            "Record a signed approval, by one who read it, of a claim, a hole's value or a script.",
        ),
        "assess": ("corrections", "Log how records stand without an attempt, and when they were published."),
        "correct": ("corrections", "Add an item to a record's correction record."),
        "revoke": ("corrections", "Revoke verdicts: they stay in the history and no longer count."),
        "policy": ("policy", "What the store judges under, and from when on verdicts must meet it."),
    },
    "Prove": {
        "bundle": ("verify", "Write one file from which a stranger can verify the verdict offline."),
        "verify": ("verify", "Verify a verdict and its standing offline: no store, no network, no Docker."),
        "witness": ("witness", "Be a witness: cosign logs that have only grown."),
        "log": ("log", "Verify, prove, export, search and anchor the audit log."),
    },
}
"""Heading in ``gate --help`` → command → its module in ``gate.cli``, its line of help.

The module holds a function of the command's name, or the Typer ``app`` of a group of that name.
"""


class DeferredCommand(TyperCommand):
    """A command that is imported when it is used; until then only its name and its line of help are known."""

    def __init__(self, name: str, module: str, help: str) -> None:
        super().__init__(name, help=help)
        self._module = module

    def load(self) -> TyperCommand | TyperGroup:
        """The command itself."""
        module = import_module(f"gate.cli.{self._module}")
        app = getattr(module, "app", None)
        if app is None:
            app = typer.Typer(add_completion=False, rich_markup_mode=None)
            app.command(self.name)(getattr(module, str(self.name)))
        command = get_command(app)
        assert isinstance(command, TyperCommand | TyperGroup)
        command.name = self.name
        return command

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Parsing is where a command comes into use: the loaded one takes over."""
        return self.load().make_context(info_name, args, parent, **extra)


class Group(TyperGroup):
    """A command group. Without a command it prints its help on stderr, as a wrong call."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            note(ctx.get_help())
            raise typer.Exit(UsageError.exit_code)
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Every command with its whole line of help, wrapped where the library would cut it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, str(self.commands[name].help).partition("\n")[0]) for name in self.commands])


def group(help: str) -> typer.Typer:
    """The app of a command group, such as ``gate log``."""
    return typer.Typer(help=help, cls=Group, add_completion=False, rich_markup_mode=None)


class RootGroup(Group):
    """``gate`` itself: the commands of `SECTIONS`, printed under their headings."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        for section in SECTIONS.values():
            for name, (module, line) in section.items():
                self.add_command(DeferredCommand(name, module, line))

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        for heading, section in SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl([(f"{name:<8}", line) for name, (_, line) in section.items()])
