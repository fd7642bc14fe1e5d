/-! The greatest common divisor is commutative, and every common divisor divides it. -/

theorem gcd_comm' (m n : Nat) : Nat.gcd m n = Nat.gcd n m := by
  sorry

theorem dvd_gcd' {d m n : Nat} (hm : d ∣ m) (hn : d ∣ n) : d ∣ Nat.gcd m n := by
  sorry

theorem gcd_dvd_both (m n : Nat) : Nat.gcd m n ∣ m ∧ Nat.gcd m n ∣ n := by
  sorry
