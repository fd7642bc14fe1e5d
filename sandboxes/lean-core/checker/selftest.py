"""Before each judgement: does this library still accept what is right and refuse what is wrong?

The declarations are small enough to be checked by eye; they go through the same rows, builder, kernel and comparison as
everything else. A checker that gets one of them wrong judges nothing.
"""

import copy

from bridge import Rejected, ToolchainError
from replay import Forged, Replayer

_NAMES = [[0, "p"], [0, "Good"], [0, "Bad"], [0, "N"], [4, "z"], [4, "s"], [4, "rec"], [0, "u"], [0, "m"]]
_P, _GOOD, _BAD, _N, _Z, _S, _REC, _U, _M = range(1, 10)
_LEVELS = [[1, 0], [4, _U]]  # 1: level 1; 2: the universe parameter u

_SORT0, _SORT1, _SORTU = 0, 1, 2
_EXPRS = [
    [3, 0],  # 0  Prop
    [3, 1],  # 1  Type
    [3, 2],  # 2  Sort u
    [0, 0],  # 3
    [0, 1],  # 4
    [0, 2],  # 5
    [7, _P, 3, 4, 0],  # 6  #0 → #0, under p
    [7, _P, 0, 6, 0],  # 7  ∀ p : Prop, p → p
    [6, _P, 3, 3, 0],  # 8  fun h : #0 => h
    [6, _P, 0, 8, 0],  # 9  fun (p : Prop) (h : p) => h
    [7, _P, 0, 3, 0],  # 10 ∀ p : Prop, p
    [6, _P, 0, 3, 0],  # 11 fun p : Prop => p
    [4, _N, []],  # 12 N
    [7, _P, 12, 12, 0],  # 13 N → N
    [4, _Z, []],  # 14 N.z
    [4, _S, []],  # 15 N.s
    [7, _M, 12, 2, 0],  # 16 N → Sort u, the motive's type
    [5, 3, 14],  # 17 #0 N.z
    [5, 15, 3],  # 18 N.s #0
    [5, 15, 4],  # 19 N.s #1
    [0, 3],  # 20
    [5, 5, 3],  # 21 #2 #0, the induction hypothesis's type
    [5, 20, 19],  # 22 #3 (N.s #1)
    [7, _P, 21, 22, 0],  # 23
    [7, _P, 12, 23, 0],  # 24 ∀ n : N, motive n → motive (N.s n), under motive and the first minor premise
    [5, 20, 3],  # 25 #3 #0
    [7, _P, 12, 25, 0],  # 26 ∀ t : N, motive t
    [7, _P, 24, 26, 0],  # 27
    [7, _P, 17, 27, 0],  # 28
    [7, _M, 16, 28, 1],  # 29 the recursor's type
    [6, _P, 24, 4, 0],  # 30 fun s => z
    [6, _P, 17, 30, 0],  # 31
    [6, _M, 16, 31, 0],  # 32 rule of N.z: fun motive z s => z
    [4, _REC, [2]],  # 33 N.rec.{u}
    [5, 33, 20],  # 34
    [5, 34, 5],  # 35
    [5, 35, 4],  # 36
    [5, 36, 3],  # 37 N.rec motive z s n
    [5, 4, 3],  # 38 s n
    [5, 38, 37],  # 39
    [6, _P, 12, 39, 0],  # 40 fun n => s n (N.rec motive z s n)
    [6, _P, 24, 40, 0],  # 41
    [6, _P, 17, 41, 0],  # 42
    [6, _M, 16, 42, 0],  # 43 rule of N.s
]
_BLOCK = [
    [[_N, [], _SORT1, 0, 0, [_N], [_Z, _S], 0, 1, 0]],
    [[_Z, [], 12, _N, 0, 0, 0], [_S, [], 13, _N, 1, 0, 1]],
    [[_REC, [_U], 29, [_N], 0, 0, 1, 2, [[_Z, 0, 32], [_S, 1, 43]], 0]],
]


def _forged_blocks():
    """The block of N with one wrong claim each."""

    def changed(part, position, value):
        block = copy.deepcopy(_BLOCK)
        block[part][0][position] = value
        return block

    yield changed(0, 4, 1)  # indices of the type
    yield changed(1, 6, 1)  # fields of a constructor
    yield changed(2, 2, 7)  # type of the recursor
    yield changed(2, 9, 1)  # K
    yield changed(2, 8, [[_Z, 0, 43], [_S, 1, 43]])  # a rule's right side
    yield changed(2, 8, [[_Z, 0, 32]])  # a rule too few


def self_test(kernel):
    """Raises ToolchainError when the library answers one of the questions wrongly. Leaves an empty environment."""
    replayer = Replayer(kernel)
    replayer.builder.extend(_NAMES, _LEVELS, _EXPRS)
    _expect(replayer, "accepted", "thm", [_GOOD, [], 7, 9, [_GOOD]])
    _expect(replayer, "declTypeMismatch", "thm", [_BAD, [], 10, 11, [_BAD]])
    _expect(replayer, "declTypeMismatch", "thm", [_BAD, [], 10, 9, [_BAD]])
    _expect(replayer, "thmTypeIsNotProp", "thm", [_BAD, [], _SORT0, 7, [_BAD]])
    _expect(replayer, "alreadyDeclared", "axiom", [_GOOD, [], 7])
    for block in _forged_blocks():
        kernel.reset()
        _expect(replayer, "forged", "ind", block)
    kernel.reset()
    _expect(replayer, "accepted", "ind", _BLOCK)
    kernel.reset()


def _expect(replayer, expected, kind, row):
    try:
        replayer.add(kind, row)
        answer = "accepted"
    except Rejected as error:
        answer = error.tag
    except Forged:
        answer = "forged"
    if answer != expected:
        raise ToolchainError(f"self-test: {kind} {row[0]} was answered with {answer}, not {expected}")
