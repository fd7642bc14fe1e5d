def log2' (n : Nat) : Nat := if h : n ≤ 1 then 0 else 1 + log2' (n / 2)
termination_by n
decreasing_by exact Nat.div_lt_self (Nat.lt_of_lt_of_le Nat.zero_lt_one (Nat.le_of_lt (Nat.lt_of_not_le h))) (Nat.lt_succ_self 1)
theorem target : log2' 1 = 0 := by
  rw [log2']
  rfl
