prelude
import GateCore.Control

/-!
# Characters and strings

The kernel unfolds the literal `"ab"` to `String.ofList [Char.ofNat 97, Char.ofNat 98]`.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u

instance Nat.instDecidableIsValidChar (n : Nat) : Decidable n.isValidChar :=
  inferInstanceAs (Decidable (n < 0xd800 ∨ (0xdfff < n ∧ n < 0x110000)))

theorem Nat.lt_of_isValidChar {n : Nat} (h : n.isValidChar) : n < 2 ^ 32 :=
  have h' : n < 0x110000 := h.elim (fun h => Nat.le_trans h (by decide)) (fun h => h.2)
  Nat.le_trans h' (by decide)

/-- The character with a valid code. -/
def Char.ofNatAux (n : Nat) (h : n.isValidChar) : Char := ⟨⟨⟨⟨n, Nat.lt_of_isValidChar h⟩⟩⟩, h⟩

/-- The character with code `n`; the character 0 if there is none. -/
@[extern "compiled"] def Char.ofNat (n : Nat) : Char :=
  if h : n.isValidChar then Char.ofNatAux n h else Char.ofNatAux 0 (by decide)

/-- The code of a character. -/
@[reducible] def Char.toNat (c : Char) : Nat := c.val.toNat

theorem Char.eq_of_toNat_eq {c d : Char} (h : c.toNat = d.toNat) : c = d := by
  match c, d, h with
  | ⟨⟨⟨⟨m, _⟩⟩⟩, _⟩, ⟨⟨⟨⟨n, _⟩⟩⟩, _⟩, h =>
    have h : m = n := h
    subst h; rfl

instance instDecidableEqChar : DecidableEq Char := fun c d =>
  if h : c.toNat = d.toNat then isTrue (Char.eq_of_toNat_eq h) else isFalse fun e => h (congrArg Char.toNat e)

gen_injective_theorems% Char
gen_injective_theorems% String

@[extern "lean_string_dec_eq"] instance instDecidableEqString (s t : @& String) : Decidable (s = t) :=
  match s, t with
  | ⟨a⟩, ⟨b⟩ => if h : a = b then isTrue (congrArg String.ofList h) else isFalse fun e => h (String.ofList.inj e)

namespace String

/-- The characters of a text. -/
@[extern "compiled"] def toList (s : String) : List Char := s.data

/-- The number of characters. -/
@[extern "lean_string_length"] def length (s : @& String) : Nat := s.data.length

/-- One text after the other. -/
@[extern "lean_string_append"] protected def append (s : String) (t : @& String) : String := ⟨s.data ++ t.data⟩
instance instAppend : Append String := ⟨String.append⟩
@[simp] theorem length_append (s t : String) : (s ++ t).length = s.length + t.length := List.length_append
@[simp] theorem append_empty (s : String) : s ++ "" = s := congrArg String.ofList (List.append_nil s.data)
@[simp] theorem empty_append (s : String) : "" ++ s = s := rfl
theorem append_assoc (s t u : String) : s ++ t ++ u = s ++ (t ++ u) :=
  congrArg String.ofList (List.append_assoc s.data t.data u.data)

end String

namespace Lean
/-! ## Evaluation by compiled code

These are opaque, as in Lean, so the kernel's evaluation of their names proves nothing new; `native_decide` states
what it computed as an axiom. -/

opaque reduceBool (b : Bool) : Bool := b
opaque reduceNat (n : Nat) : Nat := n
end Lean
