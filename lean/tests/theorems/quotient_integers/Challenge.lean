/-! Integers modulo `n` as a quotient: addition of classes is well defined and commutative. -/

/-- Congruence modulo `n`. -/
def congruent (n : Nat) (a b : Int) : Prop := (n : Int) ∣ a - b

theorem congruent_equivalence (n : Nat) : Equivalence (congruent n) := by
  sorry

theorem congruent_add {n : Nat} {a b c d : Int} (h1 : congruent n a b) (h2 : congruent n c d) :
    congruent n (a + c) (b + d) :=
  by
  sorry

theorem congruent_mul {n : Nat} {a b c d : Int} (h1 : congruent n a b) (h2 : congruent n c d) :
    congruent n (a * c) (b * d) :=
  by
  sorry
