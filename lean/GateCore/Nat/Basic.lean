prelude
import GateCore.Bool

/-!
# Natural numbers: the remaining operations, and the laws of arithmetic and order

Every function here that the kernel evaluates natively (`Nat.div`, `Nat.mod`, `Nat.gcd`, `Nat.log2`, the bitwise
operations) has its usual meaning: the kernel goes by the name alone. They recurse on a bound for the number of steps,
so they compute by structural recursion.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
set_option linter.defProp false
universe u v w

gen_injective_theorems% Nat
gen_injective_theorems% Prod
gen_injective_theorems% PProd
gen_injective_theorems% Subtype
gen_injective_theorems% List
gen_injective_theorems% Option
gen_injective_theorems% Fin

/-! ## Recursors that speak of `0` and `n + 1` -/

@[induction_eliminator] protected def Nat.recAux {motive : Nat → Sort u} (zero : motive 0)
    (succ : ∀ n, motive n → motive (n + 1)) : (t : Nat) → motive t
  | 0 => zero
  | n + 1 => succ n (Nat.recAux zero succ n)

@[cases_eliminator] protected def Nat.casesAuxOn {motive : Nat → Sort u} (t : Nat) (zero : motive 0)
    (succ : ∀ n, motive (n + 1)) : motive t :=
  match t with
  | 0 => zero
  | n + 1 => succ n

namespace Nat

/-! ## Operations -/

/-- `f` steps of repeated subtraction. -/
def divFuel : Nat → Nat → Nat → Nat
  | 0, _, _ => 0
  | f + 1, x, y => if 0 < y ∧ y ≤ x then divFuel f (x - y) y + 1 else 0

/-- Division, rounded down; `n / 0 = 0`. -/
@[extern "lean_nat_div"] protected def div (x y : Nat) : Nat := divFuel x x y

instance instDiv : Div Nat := ⟨Nat.div⟩

/-- The rest after `f` steps of repeated subtraction. -/
def modFuel : Nat → Nat → Nat → Nat
  | 0, x, _ => x
  | f + 1, x, y => if 0 < y ∧ y ≤ x then modFuel f (x - y) y else x

/-- Remainder; `n % 0 = n`. -/
@[extern "lean_nat_mod"] protected def mod (x y : Nat) : Nat := modFuel x x y

instance instMod : Mod Nat := ⟨Nat.mod⟩

/-- `f` steps of Euclid's algorithm. -/
def gcdFuel : Nat → Nat → Nat → Nat
  | 0, _, n => n
  | f + 1, m, n => if m = 0 then n else gcdFuel f (n % m) m

/-- Greatest common divisor. -/
@[extern "lean_nat_gcd"] def gcd (m n : Nat) : Nat := gcdFuel m m n

/-- `f` steps of repeated halving. -/
def log2Fuel : Nat → Nat → Nat
  | 0, _ => 0
  | f + 1, n => if 2 ≤ n then log2Fuel f (n / 2) + 1 else 0

/-- Binary logarithm, rounded down; `log2 0 = 0`. -/
@[extern "lean_nat_log2"] def log2 (n : Nat) : Nat := log2Fuel n n

/-- `k` binary digits of a digitwise operation. -/
def bitwiseFuel (f : Bool → Bool → Bool) : Nat → Nat → Nat → Nat
  | 0, _, m => if f false true then m else 0
  | k + 1, n, m =>
    if n = 0 then (if f false true then m else 0)
    else if m = 0 then (if f true false then n else 0)
    else
      let r := bitwiseFuel f k (n / 2) (m / 2)
      if f (decide (n % 2 = 1)) (decide (m % 2 = 1)) then r + r + 1 else r + r

/-- A Boolean function applied to the binary digits. -/
def bitwise (f : Bool → Bool → Bool) (n m : Nat) : Nat := bitwiseFuel f n n m

@[extern "lean_nat_land"] def land (n m : Nat) : Nat := bitwise and n m
@[extern "lean_nat_lor"] def lor (n m : Nat) : Nat := bitwise or n m
@[extern "lean_nat_lxor"] def xor (n m : Nat) : Nat := bitwise bne n m
@[extern "lean_nat_shiftl"] def shiftLeft : Nat → Nat → Nat
  | n, 0 => n
  | n, m + 1 => shiftLeft (2 * n) m

@[extern "lean_nat_shiftr"] def shiftRight : Nat → Nat → Nat
  | n, 0 => n
  | n, m + 1 => shiftRight n m / 2

instance instAndOp : AndOp Nat := ⟨land⟩
instance instOrOp : OrOp Nat := ⟨lor⟩
instance instXorOp : XorOp Nat := ⟨xor⟩
instance instShiftLeft : ShiftLeft Nat := ⟨shiftLeft⟩
instance instShiftRight : ShiftRight Nat := ⟨shiftRight⟩
instance instDvd : Dvd Nat := ⟨fun a b => ∃ c, b = a * c⟩
instance instMax : Max Nat := ⟨fun a b => if a ≤ b then b else a⟩
end Nat
instance instMinNat : Min Nat := ⟨fun a b => if a ≤ b then a else b⟩
instance instNatCastNat : NatCast Nat := ⟨id⟩
instance instZeroNat : Zero Nat := ⟨0⟩
instance instOneNat : One Nat := ⟨1⟩
instance (priority := 300) Zero.toOfNat0 {α : Type u} [Zero α] : OfNat α (nat_lit 0) := ⟨Zero.zero⟩
instance (priority := 300) One.toOfNat1 {α : Type u} [One α] : OfNat α (nat_lit 1) := ⟨One.one⟩

namespace Nat

/-! ## Addition -/

@[simp] theorem zero_eq : Nat.zero = 0 := rfl
theorem succ_eq_add_one (n : Nat) : succ n = n + 1 := rfl
@[simp] theorem succ_eq (n : Nat) : succ n = n + 1 := rfl
theorem add_one (n : Nat) : n + 1 = succ n := rfl
@[simp] protected theorem add_zero (n : Nat) : n + 0 = n := rfl
theorem add_succ (n m : Nat) : n + succ m = succ (n + m) := rfl
@[simp] protected theorem zero_add : ∀ n : Nat, 0 + n = n
  | 0 => rfl
  | n + 1 => congrArg succ (Nat.zero_add n)

theorem succ_add : ∀ n m : Nat, succ n + m = succ (n + m)
  | _, 0 => rfl
  | n, m + 1 => congrArg succ (succ_add n m)

protected theorem add_comm : ∀ n m : Nat, n + m = m + n
  | n, 0 => (Nat.zero_add n).symm
  | n, m + 1 => by rw [show n + (m + 1) = succ (n + m) from rfl, Nat.add_comm n m]; exact (succ_add m n).symm

protected theorem add_assoc : ∀ n m k : Nat, n + m + k = n + (m + k)
  | _, _, 0 => rfl
  | n, m, k + 1 => congrArg succ (Nat.add_assoc n m k)

protected theorem add_left_comm (n m k : Nat) : n + (m + k) = m + (n + k) := by
  rw [← Nat.add_assoc, Nat.add_comm n m, Nat.add_assoc]

protected theorem add_right_comm (n m k : Nat) : n + m + k = n + k + m := by
  rw [Nat.add_assoc, Nat.add_comm m k, Nat.add_assoc]

protected theorem add_left_cancel {n m k : Nat} : n + m = n + k → m = k := by
  induction n with
  | zero => intro h; rw [Nat.zero_add, Nat.zero_add] at h; exact h
  | succ n ih => intro h; rw [succ_add, succ_add] at h; exact ih (Nat.succ.inj h)

protected theorem add_right_cancel {n m k : Nat} (h : n + m = k + m) : n = k := by
  rw [Nat.add_comm n, Nat.add_comm k] at h; exact Nat.add_left_cancel h

/-! ## Multiplication -/

@[simp] protected theorem mul_zero (n : Nat) : n * 0 = 0 := rfl
theorem mul_succ (n m : Nat) : n * succ m = n * m + n := rfl
theorem mul_add_one (n m : Nat) : n * (m + 1) = n * m + n := rfl
@[simp] protected theorem zero_mul : ∀ n : Nat, 0 * n = 0
  | 0 => rfl
  | n + 1 => by rw [mul_add_one, Nat.zero_mul n]

theorem succ_mul (n m : Nat) : succ n * m = n * m + m := by
  induction m with
  | zero => rfl
  | succ m ih => rw [mul_succ, ih, mul_succ, Nat.add_assoc, Nat.add_assoc, Nat.add_succ m n, Nat.add_succ n m,
    Nat.add_comm m n]

protected theorem mul_comm : ∀ n m : Nat, n * m = m * n
  | n, 0 => (Nat.zero_mul n).symm
  | n, m + 1 => by rw [mul_add_one, Nat.mul_comm n m, ← succ_mul]

@[simp] protected theorem mul_one (n : Nat) : n * 1 = n := Nat.zero_add n
@[simp] protected theorem one_mul (n : Nat) : 1 * n = n := by rw [Nat.mul_comm, Nat.mul_one]
protected theorem left_distrib (n m k : Nat) : n * (m + k) = n * m + n * k := by
  induction n with
  | zero => simp
  | succ n ih => rw [succ_mul, ih, succ_mul, succ_mul, Nat.add_assoc, Nat.add_assoc, Nat.add_left_comm (n * k)]

protected theorem mul_add (n m k : Nat) : n * (m + k) = n * m + n * k := Nat.left_distrib n m k
protected theorem right_distrib (n m k : Nat) : (n + m) * k = n * k + m * k := by
  rw [Nat.mul_comm, Nat.left_distrib, Nat.mul_comm k, Nat.mul_comm k]

protected theorem add_mul (n m k : Nat) : (n + m) * k = n * k + m * k := Nat.right_distrib n m k
protected theorem mul_assoc : ∀ n m k : Nat, n * m * k = n * (m * k)
  | n, m, 0 => rfl
  | n, m, k + 1 => by rw [mul_add_one, mul_add_one, Nat.mul_add, Nat.mul_assoc n m k]

protected theorem mul_left_comm (n m k : Nat) : n * (m * k) = m * (n * k) := by
  rw [← Nat.mul_assoc, Nat.mul_comm n m, Nat.mul_assoc]

/-! ## Injectivity and cancellation -/

protected theorem add_one_mul (n m : Nat) : (n + 1) * m = n * m + m := succ_mul n m
theorem succ_ne_zero (n : Nat) : succ n ≠ 0 := fun h => Nat.noConfusion h
@[simp] theorem add_one_ne_zero (n : Nat) : n + 1 ≠ 0 := fun h => Nat.noConfusion h
@[simp] theorem zero_ne_add_one (n : Nat) : 0 ≠ n + 1 := fun h => Nat.noConfusion h
@[simp] theorem add_right_cancel_iff {m k n : Nat} : m + n = k + n ↔ m = k := ⟨Nat.add_right_cancel, fun h => h ▸ rfl⟩
@[simp] theorem add_left_cancel_iff {m k n : Nat} : n + m = n + k ↔ m = k := ⟨Nat.add_left_cancel, fun h => h ▸ rfl⟩

/-! ## Subtraction -/

@[simp] protected theorem sub_zero (n : Nat) : n - 0 = n := rfl
theorem pred_succ (n : Nat) : pred (succ n) = n := rfl
theorem sub_succ (n m : Nat) : n - succ m = pred (n - m) := rfl
theorem succ_sub_succ (n m : Nat) : succ n - succ m = n - m := by
  induction m with
  | zero => rfl
  | succ m ih => rw [sub_succ, ih, sub_succ]

@[simp] protected theorem sub_self : ∀ n : Nat, n - n = 0
  | 0 => rfl
  | n + 1 => (succ_sub_succ n n).trans (Nat.sub_self n)

@[simp] protected theorem zero_sub : ∀ n : Nat, 0 - n = 0
  | 0 => rfl
  | n + 1 => by rw [show 0 - (n + 1) = pred (0 - n) from rfl, Nat.zero_sub n]; rfl

/-! ## Order -/

@[simp] protected theorem le_refl (n : Nat) : n ≤ n := Nat.le.refl
protected theorem le_of_eq {n m : Nat} (h : n = m) : n ≤ m := h ▸ Nat.le_refl n
theorem le_succ (n : Nat) : n ≤ n + 1 := .step .refl
theorem lt_succ_self (n : Nat) : n < n + 1 := Nat.le_refl _
theorem le_add_right (n m : Nat) : n ≤ n + m := by
  induction m with
  | zero => exact Nat.le_refl n
  | succ m ih => exact .step ih

theorem le_add_left (n m : Nat) : n ≤ m + n := Nat.add_comm n m ▸ le_add_right n m
theorem not_succ_le_zero (n : Nat) : ¬(n + 1 ≤ 0) := fun h => Bool.noConfusion (Nat.ble_eq_true_of_le h)
@[simp] theorem not_lt_zero (n : Nat) : ¬(n < 0) := not_succ_le_zero n
theorem not_succ_le_self : ∀ n : Nat, ¬(n + 1 ≤ n)
  | 0 => not_succ_le_zero 0
  | n + 1 => fun h => not_succ_le_self n (Nat.le_of_succ_le_succ h)

@[simp] protected theorem lt_irrefl (n : Nat) : ¬(n < n) := not_succ_le_self n
protected theorem lt_of_lt_of_le {n m k : Nat} (h₁ : n < m) (h₂ : m ≤ k) : n < k := Nat.le_trans h₁ h₂
protected theorem lt_of_le_of_lt {n m k : Nat} (h₁ : n ≤ m) (h₂ : m < k) : n < k :=
  Nat.le_trans (Nat.succ_le_succ h₁) h₂

protected theorem lt_trans {n m k : Nat} (h₁ : n < m) (h₂ : m < k) : n < k :=
  Nat.lt_of_lt_of_le h₁ (Nat.le_trans (le_succ m) h₂)

protected theorem le_of_lt {n m : Nat} (h : n < m) : n ≤ m := Nat.le_trans (le_succ n) h
protected theorem ne_of_lt {n m : Nat} (h : n < m) : n ≠ m :=
  fun e => Nat.lt_irrefl n (Nat.lt_of_lt_of_le h (Nat.le_of_eq e.symm))

protected theorem lt_or_ge (n m : Nat) : n < m ∨ n ≥ m := by
  induction m with
  | zero => right; exact Nat.zero_le n
  | succ m ih =>
    cases ih with
    | inl h => left; exact .step h
    | inr h =>
      cases h with
      | refl => left; exact Nat.le_refl _
      | step h => right; exact Nat.succ_le_succ h

protected theorem le_total (n m : Nat) : n ≤ m ∨ m ≤ n := (Nat.lt_or_ge n m).elim (fun h => .inl (Nat.le_of_lt h)) .inr
theorem le_antisymm {n m : Nat} (h₁ : n ≤ m) (h₂ : m ≤ n) : n = m := by
  cases h₁ with
  | refl => rfl
  | step h => exact absurd (Nat.lt_of_le_of_lt h (Nat.lt_of_lt_of_le (lt_succ_self _) h₂)) (Nat.lt_irrefl _)

@[simp] protected theorem not_le {n m : Nat} : ¬(n ≤ m) ↔ m < n :=
  ⟨fun h => (Nat.lt_or_ge m n).elim id (fun h' => absurd h' h), fun h h' => Nat.lt_irrefl _ (Nat.lt_of_lt_of_le h h')⟩

@[simp] protected theorem not_lt {n m : Nat} : ¬(n < m) ↔ m ≤ n :=
  ⟨fun h => (Nat.lt_or_ge n m).elim (fun h' => absurd h' h) id, fun h h' => Nat.lt_irrefl _ (Nat.lt_of_le_of_lt h h')⟩

theorem lt_succ_iff {n m : Nat} : n < m + 1 ↔ n ≤ m := ⟨Nat.le_of_succ_le_succ, Nat.succ_le_succ⟩
theorem succ_le_iff {n m : Nat} : n + 1 ≤ m ↔ n < m := Iff.rfl
instance instTransLt : Trans (α := Nat) (· < ·) (· < ·) (· < ·) := ⟨Nat.lt_trans⟩
instance instTransLe : Trans (α := Nat) (· ≤ ·) (· ≤ ·) (· ≤ ·) := ⟨Nat.le_trans⟩
instance instTransLtLe : Trans (α := Nat) (· < ·) (· ≤ ·) (· < ·) := ⟨Nat.lt_of_lt_of_le⟩
instance instTransLeLt : Trans (α := Nat) (· ≤ ·) (· < ·) (· < ·) := ⟨Nat.lt_of_le_of_lt⟩
@[simp] theorem add_one_pos (n : Nat) : 0 < n + 1 := Nat.succ_le_succ (Nat.zero_le n)
theorem succ_pos (n : Nat) : 0 < n + 1 := Nat.succ_le_succ (Nat.zero_le n)
@[simp] theorem le_zero_eq (n : Nat) : (n ≤ 0) = (n = 0) :=
  propext ⟨fun h => le_antisymm h (Nat.zero_le n), fun h => h ▸ Nat.le_refl 0⟩

theorem pos_of_ne_zero {n : Nat} (h : n ≠ 0) : 0 < n :=
  (Nat.lt_or_ge 0 n).elim id fun h' => absurd (le_antisymm h' (Nat.zero_le n)) h

theorem eq_zero_or_pos (n : Nat) : n = 0 ∨ 0 < n := match n with
  | 0 => .inl rfl
  | n + 1 => .inr (succ_pos n)

theorem add_le_add_left {n m : Nat} (h : n ≤ m) (k : Nat) : k + n ≤ k + m := by
  induction h with
  | refl => exact Nat.le_refl _
  | step _ ih => exact .step ih

theorem add_le_add_right {n m : Nat} (h : n ≤ m) (k : Nat) : n + k ≤ m + k :=
  Nat.add_comm k n ▸ Nat.add_comm k m ▸ add_le_add_left h k

theorem add_le_add {a b c d : Nat} (h₁ : a ≤ b) (h₂ : c ≤ d) : a + c ≤ b + d :=
  Nat.le_trans (add_le_add_right h₁ c) (add_le_add_left h₂ b)

protected theorem le_of_add_le_add_left {a b c : Nat} (h : a + b ≤ a + c) : b ≤ c := by
  induction a with
  | zero => rw [Nat.zero_add, Nat.zero_add] at h; exact h
  | succ a ih => rw [succ_add, succ_add] at h; exact ih (Nat.le_of_succ_le_succ h)

theorem mul_le_mul_left {n m : Nat} (k : Nat) (h : n ≤ m) : k * n ≤ k * m := by
  induction k with
  | zero => rw [Nat.zero_mul, Nat.zero_mul]; exact Nat.le_refl 0
  | succ k ih => rw [succ_mul, succ_mul]; exact add_le_add ih h

theorem add_sub_cancel_left' (n m : Nat) : n + m - n = m := by
  induction n with
  | zero => rw [Nat.zero_add, Nat.sub_zero]
  | succ n ih => rw [succ_add, succ_sub_succ, ih]

@[simp] protected theorem add_sub_cancel_left (n m : Nat) : n + m - n = m := add_sub_cancel_left' n m
@[simp] protected theorem add_sub_cancel (n m : Nat) : n + m - m = n := by
  rw [Nat.add_comm]
  exact add_sub_cancel_left' m n

/-- Strong induction for propositions; `Nat.strongRecOn` is the general form. -/
@[elab_as_elim] protected theorem strongInductionOn {motive : Nat → Prop} (n : Nat)
    (ind : ∀ n, (∀ m, m < n → motive m) → motive n) : motive n :=
  have h : ∀ n, ∀ m, m ≤ n → motive m := by
    intro n
    induction n with
    | zero => intro m hm; exact ind m fun k hk => absurd (Nat.lt_of_lt_of_le hk hm) (Nat.not_lt_zero k)
    | succ n ih => intro m hm; exact ind m fun k hk => ih k (Nat.le_of_succ_le_succ (Nat.lt_of_lt_of_le hk hm))
  h n n (Nat.le_refl n)

theorem mul_le_mul_right {n m : Nat} (k : Nat) (h : n ≤ m) : n * k ≤ m * k :=
  Nat.mul_comm k n ▸ Nat.mul_comm k m ▸ mul_le_mul_left k h

protected theorem mul_pos {n m : Nat} (hn : 0 < n) (hm : 0 < m) : 0 < n * m :=
  Nat.lt_of_lt_of_le hm (Nat.le_trans (Nat.le_of_eq (Nat.one_mul m).symm) (mul_le_mul_right m hn))

@[simp] protected theorem zero_lt_one : 0 < 1 := Nat.le_refl 1

attribute [simp] Nat.zero_le Nat.lt_succ_self Nat.le_add_right Nat.le_add_left

end Nat
