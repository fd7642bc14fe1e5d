/-! The ASCII forms of symbols mean what the symbols mean, in theorems, conditions and Bool. -/

theorem le_of_le (x y : Nat) (h : x <= y) : x ≤ y := h
theorem ge_of_ge (x y : Nat) (h : x >= y) : y ≤ x := h
example (p q : Prop) (hp : p) (hq : q) : p /\ q := ⟨hp, hq⟩
example (p q : Prop) (hp : p) : p \/ q := Or.inl hp
example (p : Prop) : p <-> p := Iff.rfl
example (p : Prop) (h : ¬p) : Not p := h
example (x y : Nat) (h : x != y) : (x == y) = false := by simpa using h
example : exists x : Nat, x = 1 := ⟨1, rfl⟩
example : forall x : Nat, x >= 0 := fun x => Nat.zero_le x

def atMost (a b : Nat) : Bool := a <= b
def larger (a b : Nat) : Nat := if a >= b then a else b
def same : Nat -> Nat := fun x => x

example : atMost 2 3 = true := rfl
example (a b : Nat) (h : b <= a) : larger a b = a := by simp [larger, h]
example (x : Nat) : same x = x := by unfold same; rfl
