/-! Euclid: above every number there is a prime. -/

/-- Prime numbers: at least two, and divisible by one and themselves only. -/
def Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ d, d ∣ p → d = 1 ∨ d = p

def factorial : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * factorial n

theorem factorial_pos (n : Nat) : 0 < factorial n := by
  induction n with
  | zero => decide
  | succ n ih => exact Nat.mul_pos (Nat.succ_pos n) ih

theorem dvd_factorial (d n : Nat) (h0 : 0 < d) (h : d ≤ n) : d ∣ factorial n := by
  induction n with
  | zero => omega
  | succ n ih =>
    rw [factorial]
    by_cases e : d = n + 1
    · rw [e]
      exact Nat.dvd_mul_right (n + 1) (factorial n)
    · exact Nat.dvd_mul_left_of_dvd (ih (by omega)) (n + 1)

theorem exists_prime_dvd (n : Nat) (h : 2 ≤ n) : ∃ p, Prime p ∧ p ∣ n := by
  induction n using Nat.strongRecOn with
  | ind n ih =>
    by_cases hp : Prime n
    · exact ⟨n, hp, Nat.dvd_refl n⟩
    · have : ∃ d, d ∣ n ∧ d ≠ 1 ∧ d ≠ n := by
        apply Classical.byContradiction
        intro none
        refine hp ⟨h, fun d hd => ?_⟩
        apply Classical.byContradiction
        intro hdn
        exact none ⟨d, hd, fun e => hdn (.inl e), fun e => hdn (.inr e)⟩
      obtain ⟨d, hd, h1, hn⟩ := this
      have hle := Nat.le_of_dvd (by omega) hd
      have hpos := Nat.pos_of_dvd_of_pos hd (by omega)
      obtain ⟨p, hp, hpd⟩ := ih d (by omega) (by omega)
      exact ⟨p, hp, Nat.dvd_trans hpd hd⟩

theorem exists_prime_gt (n : Nat) : ∃ p, n < p ∧ Prime p := by
  obtain ⟨p, hp, hd⟩ := exists_prime_dvd (factorial n + 1) (Nat.succ_le_succ (factorial_pos n))
  refine ⟨p, Nat.lt_of_not_le fun hle => ?_, hp⟩
  have h1 : p ∣ factorial n := dvd_factorial p n (by have := hp.1; omega) hle
  have h2 : p ∣ 1 := (Nat.dvd_add_right h1).mp hd
  have h3 := hp.1
  rw [Nat.dvd_one.mp h2] at h3
  exact absurd h3 (by decide)
