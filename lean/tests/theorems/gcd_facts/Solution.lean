/-! The greatest common divisor is commutative, and every common divisor divides it. -/

theorem gcd_comm' (m n : Nat) : Nat.gcd m n = Nat.gcd n m := by
  exact Nat.gcd_comm m n

theorem dvd_gcd' {d m n : Nat} (hm : d ∣ m) (hn : d ∣ n) : d ∣ Nat.gcd m n := by
  exact Nat.dvd_gcd hm hn

theorem gcd_dvd_both (m n : Nat) : Nat.gcd m n ∣ m ∧ Nat.gcd m n ∣ n := by
  exact ⟨Nat.gcd_dvd_left m n, Nat.gcd_dvd_right m n⟩
