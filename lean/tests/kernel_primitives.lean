/-! The functions that the kernel evaluates with big-number arithmetic agree with their definitions.

On numerals the kernel takes the fast path for `Nat.div` and the others by name, but not for the recursions that they
are defined by. So each line compares the two. The equations for variables are by definition alone. -/

theorem add_eq (n m : Nat) : n + 0 = n ∧ n + (m + 1) = (n + m) + 1 := ⟨rfl, rfl⟩
theorem mul_eq (n m : Nat) : n * 0 = 0 ∧ n * (m + 1) = n * m + n := ⟨rfl, rfl⟩
theorem pow_eq (n m : Nat) : n ^ 0 = 1 ∧ n ^ (m + 1) = n ^ m * n := ⟨rfl, rfl⟩
theorem sub_eq (n m : Nat) : n - 0 = n ∧ n - (m + 1) = Nat.pred (n - m) := ⟨rfl, rfl⟩
theorem beq_eq (n m : Nat) : Nat.beq 0 0 = true ∧ Nat.beq 0 (m + 1) = false ∧ Nat.beq (n + 1) 0 = false
    ∧ Nat.beq (n + 1) (m + 1) = Nat.beq n m := ⟨rfl, rfl, rfl, rfl⟩
theorem ble_eq (n m : Nat) : Nat.ble 0 m = true ∧ Nat.ble (n + 1) 0 = false ∧ Nat.ble (n + 1) (m + 1) = Nat.ble n m :=
  ⟨rfl, rfl, rfl⟩

theorem div_eq : ∀ a, a < 20 → ∀ b, b < 8 → Nat.div a b = Nat.divFuel a a b := by decide +kernel
theorem mod_eq : ∀ a, a < 20 → ∀ b, b < 8 → Nat.mod a b = Nat.modFuel a a b := by decide +kernel
theorem gcd_eq : ∀ a, a < 16 → ∀ b, b < 16 → Nat.gcd a b = Nat.gcdFuel a a b := by decide +kernel
theorem log2_eq : ∀ a, a < 40 → Nat.log2 a = Nat.log2Fuel a a := by decide +kernel
theorem land_eq : ∀ a, a < 16 → ∀ b, b < 16 → Nat.land a b = Nat.bitwise and a b := by decide +kernel
theorem lor_eq : ∀ a, a < 16 → ∀ b, b < 16 → Nat.lor a b = Nat.bitwise or a b := by decide +kernel
theorem xor_eq : ∀ a, a < 16 → ∀ b, b < 16 → Nat.xor a b = Nat.bitwise bne a b := by decide +kernel
theorem shiftLeft_eq : ∀ a, a < 10 → ∀ b, b < 6 → Nat.shiftLeft a b = a * 2 ^ b := by decide +kernel
theorem shiftRight_eq : ∀ a, a < 40 → ∀ b, b < 6 → Nat.shiftRight a b = a / 2 ^ b := by decide +kernel

theorem shiftLeft_step (n m : Nat) : Nat.shiftLeft n 0 = n ∧ Nat.shiftLeft n (m + 1) = Nat.shiftLeft (2 * n) m := ⟨rfl, rfl⟩
theorem shiftRight_step (n m : Nat) : Nat.shiftRight n 0 = n ∧ Nat.shiftRight n (m + 1) = Nat.shiftRight n m / 2 := ⟨rfl, rfl⟩

theorem by_zero (n : Nat) : n / 0 = 0 ∧ n % 0 = n ∧ Nat.gcd 0 n = n ∧ 0 ^ 0 = 1 ∧ Nat.log2 0 = 0 :=
  ⟨Nat.div_zero n, Nat.mod_zero n, Nat.gcd_zero_left n, rfl, rfl⟩

theorem literal : "aé" = String.ofList [Char.ofNat 97, Char.ofNat 233] := rfl
theorem eager : eagerReduce (2 + 2) = 4 := rfl
