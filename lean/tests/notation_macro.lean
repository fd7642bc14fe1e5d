/-! `notation`, `infixl`, `prefix`, `macro`, `macro_rules`, `syntax`, `open`, `namespace`, `section`, `variable`,
`abbrev`, `local` -/

notation "succ_of" x => Nat.succ x
infixl:65 " ⊞ " => Nat.add
prefix:max "♯" => List.length

theorem use_notation : (succ_of 3) = 3 ⊞ 1 := rfl
theorem use_prefix : ♯[1, 2, 3] = 3 := rfl

macro "my_trivial" : tactic => `(tactic| trivial)
theorem use_macro : True := by my_trivial

macro "twice! " x:term:max : term => `($x + $x)
theorem use_term_macro : twice! 4 = 8 := rfl

syntax "close" : tactic
macro_rules
  | `(tactic| close) => `(tactic| assumption)
macro_rules
  | `(tactic| close) => `(tactic| rfl)
theorem use_rules (p : Prop) (h : p) : p := by close
theorem use_rules' : 2 + 2 = 4 := by close

syntax "apply_all " ident* : tactic
macro_rules
  | `(tactic| apply_all) => `(tactic| skip)
  | `(tactic| apply_all $x $xs*) => `(tactic| (apply $x; apply_all $xs*))
theorem use_repetition (p q r : Prop) (f : p → q) (g : q → r) (h : p) : r := by
  apply_all g f h

namespace A
def base : Nat := 2
namespace B
def shifted : Nat := base + 1
end B
end A

open A in
theorem use_open : B.shifted = 3 := rfl

section
variable {α : Type} (xs : List α)
theorem use_variable : xs ++ [] = xs := by simp
end

local notation "two" => 2
theorem use_local : two + two = 4 := rfl

abbrev Number := Nat
theorem use_abbrev (n : Number) : n + 0 = n := rfl

theorem unicode_binder : ∀ x > 0, ∃ y, x = y + 1 := by
  intro x hx
  cases x with
  | zero => exact absurd hx (Nat.lt_irrefl 0)
  | succ n => exact ⟨n, rfl⟩

theorem set_builder (s : { n : Nat // n < 3 }) : s.val < 3 := s.property

theorem quantifiers : ∃ x y : Nat, x < y ∧ y < 3 := ⟨0, 1, by decide, by decide⟩
