"""The official Lean kernel, called through ctypes in this process.

Every object is built fresh with the constructors that the library exports for its own kernel, which recompute hashes
and flags; nothing is ever read from a compiled file. Objects are marked persistent (reference count 0) as soon as they
exist: they are never counted or freed, so there is no ownership to get wrong, and the process must be short-lived.

Argument order and layouts are those of Lean 4.35.0; `Kernel` refuses every other version by name, because the arity of
``lean_add_decl`` has changed before and a wrong call would corrupt memory silently.
"""

import ctypes
import os
import sys
from ctypes import c_char_p, c_size_t, c_uint, c_uint8, c_uint32, c_uint64, c_void_p

TESTED_VERSIONS = ("4.35.0",)

NIL = ANONYMOUS = LEVEL_ZERO = 1
"""The boxed scalar 0."""

EXCEPTIONS = (
    "unknownConstant",
    "alreadyDeclared",
    "declTypeMismatch",
    "declHasMVars",
    "declHasFVars",
    "funExpected",
    "typeExpected",
    "letTypeMismatch",
    "exprTypeMismatch",
    "appTypeMismatch",
    "invalidProj",
    "thmTypeIsNotProp",
    "other",
    "deterministicTimeout",
    "excessiveMemory",
    "deepRecursion",
    "interrupted",
)
"""The constructors of ``Lean.Kernel.Exception``, by their number."""
_NAMED = frozenset({"unknownConstant", "alreadyDeclared", "declHasMVars", "declHasFVars", "thmTypeIsNotProp"})
_OTHER = "other"

_OK = 1


class ToolchainError(Exception):
    """The library is not the one this bridge was tested with, or does not behave like it."""


class Rejected(Exception):  # noqa: N818 - it is the kernel's answer, not an error of the checker
    """The kernel refused a declaration: one of `EXCEPTIONS`, the components of a name, a message."""

    def __init__(self, tag, about=(), message=""):
        super().__init__(f"{tag} {about} {message}")
        self.tag = tag
        self.about = list(about)
        self.message = message


def box(number):
    """A scalar below 2^63 as an object word."""
    return number << 1 | 1


def word(address):
    """The 64-bit word at an address."""
    return c_uint64.from_address(address).value


def byte(address):
    """The byte at an address."""
    return c_uint8.from_address(address).value


def tag_of(obj):
    """The constructor number of an object."""
    return byte(obj + 7)


class Kernel:
    """The library, started, with an empty environment. Raises ToolchainError."""

    def __init__(self, library):
        os.environ.clear()  # LEAN_NAT_MAX_SIZE and others change what the kernel does
        os.environ["UV_USE_IO_URING"] = "0"
        sys.set_int_max_str_digits(0)  # the library takes large literals in decimal; their size is bounded outside
        self.limit(heartbeats=0, recursion=100_000)
        self._lists = {(): NIL}
        self._strings = {}
        try:
            self._library = ctypes.CDLL(library)
            self._bind()
        except (OSError, AttributeError, ValueError) as error:
            raise ToolchainError(f"cannot use the Lean library: {error}") from None
        self.reset()

    def _bind(self):
        def symbol(name, *arguments, result=c_void_p):
            function = getattr(self._library, name)
            function.argtypes = arguments
            function.restype = result
            return function

        obj = c_void_p
        symbol("lean_initialize", result=None)()
        symbol("lean_io_mark_end_initialization", result=None)()
        self.version = self._global_string("l_Lean_versionStringCore")
        self.githash = self._global_string("l_Lean_githash")
        if self.version not in TESTED_VERSIONS:
            known = ", ".join(TESTED_VERSIONS)
            raise ToolchainError(f"this checker was tested with Lean {known}; the library is {self.version}")

        self._allocate = symbol("lean_alloc_small_object_core", c_uint)
        self.keep = symbol("lean_mark_persistent", obj, result=None)
        self._make_string = symbol("lean_mk_string_from_bytes", c_char_p, c_size_t)
        self._decimal_nat = symbol("lean_cstr_to_nat", c_char_p)
        self.name_str = symbol("lean_name_mk_string", obj, obj)
        self.name_num = symbol("lean_name_mk_numeral", obj, obj)
        self.level_succ = symbol("lean_level_mk_succ", obj)
        self.level_max = symbol("lean_level_mk_max", obj, obj)
        self.level_imax = symbol("lean_level_mk_imax", obj, obj)
        self.level_param = symbol("lean_level_mk_param", obj)
        self.bvar = symbol("lean_expr_mk_bvar", obj)
        self.sort = symbol("lean_expr_mk_sort", obj)
        self.const = symbol("lean_expr_mk_const", obj, obj)
        self.app = symbol("lean_expr_mk_app", obj, obj)
        self.lam = symbol("lean_expr_mk_lambda", obj, obj, obj, c_uint8)
        self.pi = symbol("lean_expr_mk_forall", obj, obj, obj, c_uint8)
        self.let = symbol("lean_expr_mk_let", obj, obj, obj, obj, c_uint8)
        self.lit = symbol("lean_expr_mk_lit", obj)
        self.proj = symbol("lean_expr_mk_proj", obj, obj, obj)
        self.axiom_val = symbol("lean_mk_axiom_val", obj, obj, obj, c_uint8)
        self.definition_val = symbol("lean_mk_definition_val", obj, obj, obj, obj, obj, c_uint8, obj)
        self.theorem_val = symbol("lean_mk_theorem_val", obj, obj, obj, obj, obj)
        self.opaque_val = symbol("lean_mk_opaque_val", obj, obj, obj, obj, c_uint8, obj)
        self.regular_hint = symbol("lean_mk_reducibility_hints_regular", c_uint32)
        self.inductive_declaration = symbol("lean_mk_inductive_decl", obj, obj, obj, c_uint8)
        self._add = symbol("lean_add_decl", obj, c_size_t, c_size_t, obj, obj)
        self._find = symbol("lean_environment_find", obj, obj)
        # These return a byte; with ctypes' default result type the upper bits would be garbage and "different" could
        # read as "equal".
        self._name_eq = symbol("lean_name_eq", obj, obj, result=c_uint8)
        self._expr_eqv = symbol("lean_expr_eqv", obj, obj, result=c_uint8)
        self._empty = symbol("l_Lean_mkEmptyEnvironment", c_uint32)
        self._to_kernel = symbol("lean_elab_environment_to_kernel_env", obj)

    def _global_string(self, name):
        return self.read_string(c_void_p.in_dll(self._library, name).value)

    def limit(self, *, heartbeats, recursion):
        """Bound each declaration: small allocations (0: no bound), and the depth of recursion."""
        self._limits = (heartbeats, recursion)

    def reset(self):
        """Go back to an environment without any constant."""
        result = self._empty(0)
        if tag_of(result) != 0:
            raise ToolchainError("the library could not make an empty environment")
        environment = word(result + 8)
        self.keep(environment)
        self._environment = self._to_kernel(environment)
        self.keep(self._environment)

    # Building objects

    def kept(self, obj):
        """The object, marked persistent."""
        self.keep(obj)
        return obj

    def record(self, tag, *fields):
        """A constructor object with object fields only."""
        count = len(fields)
        size = 8 + 8 * count
        obj = self._allocate(size)
        header = tag << 56 | count << 48 | size << 32  # reference count 0: persistent
        (c_uint64 * (count + 1)).from_address(obj)[:] = (header, *fields)
        return obj

    def nat(self, number):
        return box(number) if number < 1 << 63 else self.kept(self._decimal_nat(b"%d" % number))

    def string(self, text):
        known = self._strings.get(text)
        if known is None:
            data = text.encode()
            known = self._strings[text] = self.kept(self._make_string(data, len(data)))
        return known

    def list(self, items):
        """A linked list of objects."""
        items = tuple(items)
        known = self._lists.get(items)
        if known is None:
            known = NIL
            for item in reversed(items):
                known = self.record(1, item, known)
            self._lists[items] = known
        return known

    # Asking the kernel

    def add(self, declaration):
        """Check a declaration and add it to the environment. Raises Rejected."""
        result = self._add(self._environment, *self._limits, declaration, NIL)
        value = word(result + 8)
        if tag_of(result) == _OK:
            self._environment = self.kept(value)
            return
        if value & 1:
            raise Rejected(EXCEPTIONS[value >> 1])
        tag = EXCEPTIONS[tag_of(value)]
        if tag in _NAMED:
            raise Rejected(tag, about=self.read_name(word(value + 16)))
        raise Rejected(tag, message=self.read_string(word(value + 8)) if tag == _OTHER else "")

    def find(self, name):
        """The kernel's own constant of this name (a ``ConstantInfo`` object), or None."""
        found = self._find(self._environment, name)
        return None if found & 1 else word(found + 8)

    def same_name(self, left, right):
        return self._name_eq(left, right) == 1

    def same_expr(self, left, right):
        """Equality of expressions up to binder names and binder infos."""
        return self._expr_eqv(left, right) == 1

    # Reading objects that the library made

    def read_string(self, obj):
        return ctypes.string_at(obj + 32, word(obj + 8) - 1).decode("utf-8", "replace")

    def read_name(self, obj):
        """The components of a name: texts and numbers."""
        parts = []
        while not obj & 1:
            part = word(obj + 16)
            parts.append(self.read_string(part) if tag_of(obj) == 1 else part >> 1)
            obj = word(obj + 8)
        return parts[::-1]

    def read_list(self, obj):
        items = []
        while not obj & 1:
            items.append(word(obj + 8))
            obj = word(obj + 16)
        return items
