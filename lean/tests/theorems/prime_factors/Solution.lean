/-! Every positive number is a product of primes. -/

/-- Prime numbers: at least two, and divisible by one and themselves only. -/
def Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ d, d ∣ p → d = 1 ∨ d = p

def product : List Nat → Nat
  | [] => 1
  | x :: xs => x * product xs

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

theorem exists_prime_factors (n : Nat) (h : 0 < n) : ∃ ps : List Nat, (∀ p, p ∈ ps → Prime p) ∧ product ps = n := by
  induction n using Nat.strongRecOn with
  | ind n ih =>
    by_cases h1 : n = 1
    · exact ⟨[], by simp, h1.symm⟩
    · obtain ⟨p, hp, m, rfl⟩ := exists_prime_dvd n (by omega)
      have m0 : 0 < m := Nat.pos_of_ne_zero fun e => by
        subst e
        exact Nat.lt_irrefl 0 h
      have smaller : m < p * m := by
        have h2 := Nat.mul_le_mul_right m hp.1
        omega
      obtain ⟨ps, hps, e⟩ := ih m smaller m0
      refine ⟨p :: ps, fun q hq => ?_, by rw [product, e]⟩
      cases List.mem_cons.mp hq with
      | inl e => exact e ▸ hp
      | inr hq => exact hps q hq
