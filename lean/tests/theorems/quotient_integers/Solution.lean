/-! Integers modulo `n` as a quotient: addition of classes is well defined and commutative. -/

/-- Congruence modulo `n`. -/
def congruent (n : Nat) (a b : Int) : Prop := (n : Int) ∣ a - b

theorem congruent_equivalence (n : Nat) : Equivalence (congruent n) := by
  refine ⟨fun a => ?_, fun {a b} h => ?_, fun {a b c} h1 h2 => ?_⟩
  · exact ⟨0, by omega⟩
  · obtain ⟨k, hk⟩ := h
    exact ⟨-k, by rw [Int.mul_neg]; omega⟩
  · obtain ⟨k, hk⟩ := h1
    obtain ⟨l, hl⟩ := h2
    exact ⟨k + l, by rw [Int.mul_add]; omega⟩

theorem congruent_add {n : Nat} {a b c d : Int} (h1 : congruent n a b) (h2 : congruent n c d) :
    congruent n (a + c) (b + d) :=
  by
  obtain ⟨k, hk⟩ := h1
  obtain ⟨l, hl⟩ := h2
  exact ⟨k + l, by rw [Int.mul_add]; omega⟩

theorem congruent_mul {n : Nat} {a b c d : Int} (h1 : congruent n a b) (h2 : congruent n c d) :
    congruent n (a * c) (b * d) :=
  by
  obtain ⟨k, hk⟩ := h1
  obtain ⟨l, hl⟩ := h2
  refine ⟨k * c + b * l, ?_⟩
  rw [Int.mul_add, ← Int.mul_assoc, ← hk, Int.mul_left_comm, ← hl, Int.sub_mul, Int.mul_sub]
  omega
