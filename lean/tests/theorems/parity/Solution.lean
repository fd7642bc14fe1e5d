/-! Every number is even or odd, and not both. -/

def Even (n : Nat) : Prop := ∃ k, n = k + k

def Odd (n : Nat) : Prop := ∃ k, n = 2 * k + 1

theorem even_or_odd (n : Nat) : Even n ∨ Odd n := by
  cases Nat.mod_two_eq_zero_or_one n with
  | inl h => exact .inl ⟨n / 2, by omega⟩
  | inr h => exact .inr ⟨n / 2, by omega⟩

theorem not_even_and_odd (n : Nat) : ¬(Even n ∧ Odd n) := by
  rintro ⟨⟨k, hk⟩, ⟨l, hl⟩⟩
  omega

theorem odd_mul_odd {m n : Nat} (hm : Odd m) (hn : Odd n) : Odd (m * n) := by
  obtain ⟨k, rfl⟩ := hm
  obtain ⟨l, rfl⟩ := hn
  refine ⟨2 * (k * l) + k + l, ?_⟩
  rw [Nat.mul_add, Nat.add_mul, Nat.add_mul, Nat.mul_one, Nat.one_mul, show 2 * k * (2 * l) = 4 * (k * l) by
    rw [show 4 = 2 * 2 from rfl]
    ac_rfl]
  omega
