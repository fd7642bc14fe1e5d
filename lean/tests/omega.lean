/-! `omega`: linear arithmetic over natural numbers and integers -/

theorem step_nat (a b : Nat) (h : a < b) : a + 1 ≤ b := by omega
theorem step_int (a b : Int) (h : a < b) : a + 1 ≤ b := by omega
theorem chain (a b c : Nat) (h : a < b) (h2 : b < c) : a + 1 < c := by omega
theorem parity (a b : Nat) (h : 2 * a = 2 * b + 1) : False := by omega
theorem truncated (a b : Nat) (h : a - b = 3) : a = b + 3 := by omega
theorem modulo (a : Nat) (h : a % 2 = 1) : a ≠ 4 := by omega
theorem negated (a b : Nat) (h : ¬a < b) (h2 : a ≠ b) : b < a := by omega
theorem negated_int (a b : Int) (h : ¬a < b) (h2 : a ≠ b) : b < a := by omega
theorem cases (a b : Nat) (h : a ≤ b ∧ (b ≤ a ∨ b < 3)) (h2 : 5 < a) : b = a := by omega
theorem half (a : Nat) : a / 2 ≤ a := by omega
theorem half' (a : Nat) (h : 0 < a) : a / 2 < a := by omega
theorem divisible (a : Nat) (h : 2 ∣ a) (h2 : a > 0) : 2 ≤ a := by omega
theorem minimum (a b : Nat) : min a b ≤ a := by omega
theorem maximum (a b : Nat) : max a b ≥ a := by omega
theorem common_factor (x y : Int) (h : 3 * x + 6 * y = 10) : False := by omega
theorem diophantine (x y : Int) (h : 3 * x + 5 * y = 10) (h2 : 0 < x) (h3 : x < 5) : False := by omega
theorem bounded (n : Nat) (i : Fin n) : i.val < n := by omega
theorem absolute (x : Int) : x.natAbs ≥ x := by omega
theorem equivalence (a b : Nat) (h : a = b ↔ b < 3) (h2 : a = b) : b < 3 := by omega
theorem implication (a b c : Nat) (h : a < b → b < c) (h2 : a < b) : a < c := by omega
theorem power (a : Nat) : 2 ^ 3 * a = 8 * a := by omega
theorem pair (x : Nat × Nat) (h : x.1 < 3) : x.1 < 4 := by omega
theorem mixed (a b : Nat) (c : Int) (h : (a : Int) + c = b) (h2 : 0 ≤ c) : a ≤ b := by omega
theorem if_then (a b : Int) : (if a ≤ b then a else b) ≤ b := by omega
theorem digits (n : Nat) : n = 10 * (n / 10) + n % 10 := by omega
theorem shifts (n : Nat) : n <<< 2 = 4 * n := by omega
theorem odd_square_helper (n : Nat) (h : n % 2 = 1) : (n + 1) % 2 = 0 := by omega
theorem exists_half (n : Nat) (h : n % 2 = 0) : ∃ k, n = 2 * k := ⟨n / 2, by omega⟩
theorem contradiction_in_hypotheses (a b c : Nat) (h₁ : a + b < c) (h₂ : c < b) : 1 = 2 := by omega
theorem to_nat (x : Int) (h : 0 ≤ x) : (x.toNat : Int) = x := by omega
theorem negative_division (x : Int) (h : x < 0) : x / 2 < 0 := by omega
theorem order (a b : Nat) : a < b ∨ a = b ∨ b < a := by omega
theorem fin_order (a b : Fin 5) (h : a < b) : a.val + 1 ≤ b.val := by omega
theorem fin_ne (a b : Fin 5) (h : a ≠ b) : a.val < b.val ∨ b.val < a.val := by omega
theorem fin_not (a b : Fin 5) (h : ¬a < b) : b.val ≤ a.val := by omega
theorem fin_add (a b : Fin 5) (h : a.val + b.val < 5) : (a + b).val = a.val + b.val := by omega
