/-! `simp` on numerals and offsets, `simp +arith`, `norm_cast`, `push_cast`, `exact_mod_cast` -/

theorem offset (x y : Nat) (h : x + 2 = y + 5) : x = y + 3 := by
  simp at h
  exact h

theorem offset_le (x y : Nat) (h : x + 7 ≤ y + 5) : x + 2 ≤ y := by
  simp at h
  exact h

theorem impossible_offset (x : Nat) (h : x + 7 = 5) : False := by simp at h

theorem subtraction (x y : Nat) : x + 7 - (y + 5) = x + 2 - y := by simp

theorem numerals : 3 ∣ 9 ∧ ¬3 ∣ 10 ∧ (5 : Int) - 7 = -2 ∧ 2 ^ 10 = 1024 ∧ 17 % 5 = 2 := by simp

theorem arith_eq (x y : Nat) : x + y + 2 = y + 1 + x + 1 := by simp +arith

theorem arith_lt (x y : Nat) : x + y < y + 1 + x + 1 := by simp +arith

theorem arith_unsat (x : Nat) (h : 2 * x + 3 ≤ 2 * x) : False := by simp +arith at h

theorem arith_hyp (x y : Nat) (h : x * 2 + 1 ≤ y + 1) : 2 * x ≤ y := by
  simp +arith at h
  exact h

theorem cast_equation (a b : Nat) (h : (a : Int) = b) : a = b := by norm_cast at h

theorem cast_sum (a b : Nat) (h : (a : Int) + b = 3) : a + b = 3 := by exact_mod_cast h

theorem cast_push (a b : Nat) : ((a + b : Nat) : Int) = a + b := by push_cast; rfl

theorem int_eq (x y : Int) : x + y + 2 = y + 1 + x + 1 := by simp +arith

theorem int_lt (x y : Int) : x + y < y + x + 1 := by simp +arith

theorem int_parity (x y : Int) (h : 2 * x = 2 * y + 1) : False := by simp +arith at h

theorem int_divides (x : Int) (h : 2 ∣ 2 * x + 1) : False := by simp +arith at h

theorem int_scaled (x y : Int) (h : 2 * x + 4 ≤ 2 * y) : x + 2 ≤ y := by
  simp +arith at h
  omega

theorem int_rounded (x y : Int) (h : 2 * x + 1 ≤ 2 * y + 2) : x ≤ y := by
  simp +arith at h
  omega

theorem int_value (x y : Int) (h : x + y + 2 - y = 7) : x = 5 := by
  simp +arith at h
  exact h
