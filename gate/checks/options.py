"""What the command line asks for and what the settings say, put together.

With a base revision every file of the repository that sets the check up is read from there: the change under review
could have written it. Files outside the repository, and what is typed on the command line, are the caller's own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gate.checks.base import BaseRevision
from gate.checks.baseline import parse_baseline
from gate.checks.cache import ReportCache
from gate.checks.file import Judging
from gate.checks.finding import Severity
from gate.checks.proven import Proofs
from gate.checks.run import Options
from gate.checks.settings import Settings, find_settings, parse_settings
from gate.model.errors import UsageError
from gate.system.cache import lasting_folder
from gate.system.files import read_regular

MAX_BYTES = 64 << 20
"""Of settings, policy, baseline or key."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of the command line; None and empty: not given."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config: Path | None = None
    policy: Path | None = None
    baseline: Path | None = None
    fail_on: str | None = None
    keys: tuple[str, ...] = ()
    log: Path | None = None
    diff: str | None = None
    use_suppressions: bool = True
    use_baseline: bool = True
    use_cache: bool = True
    jobs: int | None = None


def options_of(asked: Asked) -> tuple[Options, Path | None]:
    """The options, and where the baseline is or would be.

    Raises UsageError and InputError ``check.…`` for what cannot be read or means nothing.
    """
    base = None if asked.diff is None else BaseRevision.open(asked.diff, Path.cwd())

    def read(path: Path) -> bytes:
        return _read(path, base)

    settings, folder = _settings(asked.config, base, read)
    baseline = asked.baseline or (folder / settings.baseline if settings.baseline else None)
    policy = asked.policy or (folder / settings.policy if settings.policy else None)
    judging = _judging(policy, read)
    options = Options(
        judging=judging,
        selection=settings.selection(asked.select, asked.ignore, asked.extend_select),
        baseline=parse_baseline(read(baseline), str(baseline)) if baseline and asked.use_baseline else None,
        fail_on=Severity(asked.fail_on) if asked.fail_on else settings.fail_on,
        use_suppressions=asked.use_suppressions,
        proofs=Proofs([_key(key, read) for key in (*asked.keys, *settings.keys)], asked.log),
        base=base,
        cache=ReportCache.open(judging) if asked.use_cache and not _is_ours(base) else ReportCache(None),
        jobs=asked.jobs or len(os.sched_getaffinity(0)),
    )
    return options, baseline


def _settings(config: Path | None, base: BaseRevision | None, read: Callable[[Path], bytes]) -> tuple[Settings, Path]:
    """The settings, and the folder that names in them are relative to."""
    if config is not None:
        return parse_settings(read(config), str(config)), config.parent
    if base is not None:
        found = base.settings()
        return (Settings(), Path()) if found is None else (parse_settings(found[1], found[0]), Path(found[0]).parent)
    place = find_settings(Path.cwd())
    return (Settings(), Path()) if place is None else (parse_settings(read(place), str(place)), place.parent)


def _is_ours(base: BaseRevision | None) -> bool:
    """Whether the cache lies in the repository, where the change under review could have filled it."""
    place = lasting_folder()
    return base is not None and place is not None and base.holds(str(place))


def _judging(policy: Path | None, read: Callable[[Path], bytes]) -> Judging:
    if policy is None:
        return Judging.now()
    from gate.engine.inputs.policy import parse_policy

    return Judging.now(parse_policy(read(policy), where=str(policy)).for_new_attempts())


def _key(key: str, read: Callable[[Path], bytes]) -> str:
    """A key's text; a file with it is read like every other file that sets the check up."""
    return read(Path(key)).decode("utf-8", "replace").strip() if "+" not in key else key


def _read(path: Path, base: BaseRevision | None) -> bytes:
    """Raises UsageError ``check.file-missing``."""
    if base is not None and base.holds(str(path)):
        data = base.read(str(path))
        if data is None:
            message = "the base revision has no such file, and the change's own is not trusted"
            raise UsageError("check.file-missing", message, where=str(path))
        return data
    try:
        return read_regular(path, MAX_BYTES, follow=True)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise UsageError("check.file-missing", message, where=str(path)) from None
