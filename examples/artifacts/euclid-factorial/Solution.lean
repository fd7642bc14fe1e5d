/-- A number from 2 on whose only divisors are 1 and itself. -/
def Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ d : Nat, d ∣ p → d = 1 ∨ d = p

def factorial : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * factorial n

theorem factorial_pos (n : Nat) : 0 < factorial n := by
  induction n with
  | zero => exact Nat.zero_lt_one
  | succ n ih => exact Nat.mul_pos (Nat.succ_pos n) ih

theorem dvd_factorial {k n : Nat} (positive : 0 < k) (small : k ≤ n) : k ∣ factorial n := by
  induction n with
  | zero => exact absurd positive (Nat.not_lt_of_le small)
  | succ n ih =>
    by_cases h : k = n + 1
    · rw [h]
      exact Nat.dvd_mul_right (n + 1) (factorial n)
    · exact Nat.dvd_mul_left_of_dvd (ih (Nat.le_of_lt_succ (Nat.lt_of_le_of_ne small h))) (n + 1)

theorem prime_divisor (n : Nat) : 2 ≤ n → ∃ p : Nat, Prime p ∧ p ∣ n := by
  induction n using Nat.strongRecOn with
  | ind n ih =>
    intro big
    by_cases h : Prime n
    · exact ⟨n, h, Nat.dvd_refl n⟩
    · have : ∃ d : Nat, d ∣ n ∧ d ≠ 1 ∧ d ≠ n := by
        apply Classical.byContradiction
        intro none
        apply h
        refine ⟨big, ?_⟩
        intro d divides
        by_cases one : d = 1
        · exact Or.inl one
        · by_cases all : d = n
          · exact Or.inr all
          · exact absurd ⟨d, divides, one, all⟩ none
      obtain ⟨d, divides, notOne, notAll⟩ := this
      have positive : 0 < n := Nat.lt_of_lt_of_le (Nat.succ_pos 1) big
      have less : d < n := Nat.lt_of_le_of_ne (Nat.le_of_dvd positive divides) notAll
      have two : 2 ≤ d := by
        cases d with
        | zero =>
          obtain ⟨c, hc⟩ := divides
          rw [Nat.zero_mul] at hc
          rw [hc] at positive
          exact absurd positive (Nat.lt_irrefl 0)
        | succ d =>
          cases d with
          | zero => exact absurd rfl notOne
          | succ d => exact Nat.succ_le_succ (Nat.succ_le_succ (Nat.zero_le d))
      obtain ⟨p, prime, pd⟩ := ih d less two
      exact ⟨p, prime, Nat.dvd_trans pd divides⟩

theorem infinitely_many_primes (n : Nat) : ∃ p : Nat, n < p ∧ Prime p := by
  obtain ⟨p, prime, divides⟩ := prime_divisor (factorial n + 1) (Nat.succ_le_succ (factorial_pos n))
  refine ⟨p, ?_, prime⟩
  apply Classical.byContradiction
  intro notGreater
  have positive : 0 < p := Nat.lt_of_lt_of_le (Nat.succ_pos 1) prime.1
  have inFactorial : p ∣ factorial n := dvd_factorial positive (Nat.le_of_not_lt notGreater)
  have one : p ∣ 1 := (Nat.dvd_add_right inFactorial).mp divides
  have small : p ≤ 1 := Nat.le_of_dvd Nat.zero_lt_one one
  exact absurd (Nat.le_trans prime.1 small) (Nat.not_succ_le_self 1)
