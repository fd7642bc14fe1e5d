theorem target (a b c : Nat) (h : a < b) (k : b < c) : a + 2 ≤ c := by omega
