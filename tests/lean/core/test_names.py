import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.lean.core.names import ANONYMOUS, Name, visible
from gate.model.errors import Fault, InputError

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.lists(texts | st.integers(0, 2**62), min_size=1, max_size=6).map(Name)


@given(names)
def test_parsing_is_the_inverse_of_printing(name: Name) -> None:
    assert Name.parse(str(name)) == name
    assert Name.from_json(name.to_json()) == name


@given(names, names)
def test_different_names_are_printed_differently(left: Name, right: Name) -> None:
    assert (left == right) == (str(left) == str(right))


@given(names)
def test_a_printed_name_is_one_visible_line(name: Name) -> None:
    assert "\n" not in str(name)
    assert "\u202e" not in str(name)


@pytest.mark.parametrize(
    ("text", "components"),
    [
        ("Nat.add_comm", ("Nat", "add_comm")),
        ("add_comm'", ("add_comm'",)),
        ("«a.b».c", ("a.b", "c")),
        ("«12.34».«5»", ("12.34", "5")),
        ("_private.Mod.0.foo", ("_private", "Mod", 0, "foo")),
        ("α.β₁.get!", ("α", "β₁", "get!")),
        ("«λ»", ("λ",)),
    ],
)
def test_lean_syntax(text: str, components: tuple[str | int, ...]) -> None:
    assert Name.parse(text) == components
    assert str(Name(components)) == text


def test_a_dot_inside_a_component_makes_another_name() -> None:
    assert Name.of("a.b") != Name.of("a", "b")
    assert Name.of("5") != Name.of(5)


@pytest.mark.parametrize(
    "text", ["", ".", "a.", ".a", "a..b", "«a", "a b", "a-b", "λx", "1x", "«\\q»", "«\\u{110000}»"]
)
def test_malformed_names_are_refused_with_a_hint(text: str) -> None:
    with pytest.raises(InputError) as caught:
        Name.parse(text, where="record.json#targets", fault=Fault.CLAIM)
    assert caught.value.code == "name.malformed"
    assert caught.value.fault is Fault.CLAIM
    assert caught.value.hint


def test_prefix_and_child() -> None:
    assert Name.of("a").child("b").child(3) == Name.of("a", "b", 3)
    assert Name.of("a", "b").prefix == Name.of("a")
    assert ANONYMOUS.prefix == ANONYMOUS
    assert str(ANONYMOUS) == "[anonymous]"


def test_foreign_text_cannot_forge_a_line() -> None:
    assert visible("ok\n\x1b[2Jfake\u202e\\") == "ok\\u{a}\\u{1b}[2Jfake\\u{202e}\\\\"
