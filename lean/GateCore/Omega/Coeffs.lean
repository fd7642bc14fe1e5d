prelude
import GateCore.Int.Div

/-!
# Linear combinations with integer coefficients

`omega` records its reasoning in terms of lists of coefficients. The tactic computes with compiled versions of these
functions, and the kernel checks the result by evaluating the definitions here, so both must compute the same lists.
-/

set_option autoImplicit false
set_option linter.unusedVariables false

namespace Lean.Omega

/-- Coefficients of the atoms; a missing coefficient is 0. -/
abbrev Coeffs := List Int

namespace Coeffs

abbrev ofList (xs : List Int) : Coeffs := xs
abbrev toList (xs : Coeffs) : List Int := xs

/-- Are all coefficients 0? -/
abbrev isZero (xs : Coeffs) : Prop := ∀ x, x ∈ xs → x = 0

/-- The coefficient with a number. -/
def get : (xs : Coeffs) → (i : Nat) → Int
  | [], _ => 0
  | x :: _, 0 => x
  | _ :: xs, i + 1 => get xs i

/-- Replaces a coefficient, filling up with zeros if the list is too short. -/
def set : (xs : Coeffs) → (i : Nat) → (y : Int) → Coeffs
  | [], 0, y => [y]
  | [], i + 1, y => 0 :: set [] i y
  | _ :: xs, 0, y => y :: xs
  | x :: xs, i + 1, y => x :: set xs i y

/-- The first coefficient that is not 0. -/
def leading : Coeffs → Int
  | [] => 0
  | x :: xs => if x = 0 then leading xs else x

def length (xs : Coeffs) : Nat := List.length xs

/-- Multiplies all coefficients. -/
def smul (xs : Coeffs) (i : Int) : Coeffs := xs.map fun x => i * x

/-- Divides all coefficients. -/
def sdiv (xs : Coeffs) (g : Nat) : Coeffs := xs.map fun x => x / g

/-- `a * xs + b * ys` -/
def combo (a : Int) : (xs : Coeffs) → (b : Int) → (ys : Coeffs) → Coeffs
  | [], b, ys => ys.map fun y => a * 0 + b * y
  | x :: xs, b, [] => (a * x + b * 0) :: combo a xs b []
  | x :: xs, b, y :: ys => (a * x + b * y) :: combo a xs b ys

def add : Coeffs → Coeffs → Coeffs
  | [], ys => ys
  | x :: xs, [] => x :: xs
  | x :: xs, y :: ys => (x + y) :: add xs ys

def neg (xs : Coeffs) : Coeffs := xs.map fun x => -x

def sub : Coeffs → Coeffs → Coeffs
  | [], ys => neg ys
  | x :: xs, [] => x :: xs
  | x :: xs, y :: ys => (x - y) :: sub xs ys

/-- The value of the combination. -/
def dot : Coeffs → Coeffs → Int
  | x :: xs, y :: ys => x * y + dot xs ys
  | _, _ => 0

/-- The greatest common divisor of all coefficients. -/
def gcd (xs : Coeffs) : Nat := xs.foldr (fun x g => Nat.gcd x.natAbs g) 0

/-- All coefficients reduced by balanced remainder. -/
def bmod (x : Coeffs) (m : Nat) : Coeffs := x.map fun c => Int.bmod c m

@[simp] theorem dot_nil_left (ys : Coeffs) : dot [] ys = 0 := rfl
@[simp] theorem dot_nil_right (xs : Coeffs) : dot xs [] = 0 := by cases xs <;> rfl
@[simp] theorem dot_cons_cons (x y : Int) (xs ys : Coeffs) : dot (x :: xs) (y :: ys) = x * y + dot xs ys := rfl

theorem dot_map_mul (k : Int) (xs v : Coeffs) : dot (xs.map fun x => k * x) v = k * dot xs v := by
  induction xs generalizing v with
  | nil => exact (Int.mul_zero k).symm
  | cons x xs ih => cases v with
    | nil => exact (Int.mul_zero k).symm
    | cons y v => rw [List.map_cons, dot_cons_cons, dot_cons_cons, ih, Int.mul_add, Int.mul_assoc]

theorem dot_smul (xs v : Coeffs) (i : Int) : dot (smul xs i) v = i * dot xs v := dot_map_mul i xs v

theorem dot_combo (a : Int) (xs : Coeffs) (b : Int) (ys v : Coeffs) :
    dot (combo a xs b ys) v = a * dot xs v + b * dot ys v := by
  induction xs generalizing ys v with
  | nil =>
    have h : (ys.map fun y => a * 0 + b * y) = ys.map fun y => b * y := by
      induction ys with
      | nil => rfl
      | cons y ys ih => rw [List.map_cons, List.map_cons, ih, Int.mul_zero, Int.zero_add]
    show dot (ys.map fun y => a * 0 + b * y) v = a * 0 + b * dot ys v
    rw [h, dot_map_mul, Int.mul_zero, Int.zero_add]
  | cons x xs ih => cases v with
    | nil => rw [dot_nil_right, dot_nil_right, dot_nil_right, Int.mul_zero, Int.mul_zero, Int.add_zero]
    | cons w v => cases ys with
      | nil =>
        show (a * x + b * 0) * w + dot (combo a xs b []) v = a * (x * w + dot xs v) + b * 0
        rw [ih, dot_nil_left]
        simp only [Int.mul_zero, Int.add_zero, Int.mul_add, Int.mul_assoc]
      | cons y ys =>
        show (a * x + b * y) * w + dot (combo a xs b ys) v = a * (x * w + dot xs v) + b * (y * w + dot ys v)
        rw [ih]
        simp only [Int.mul_add, Int.add_mul, Int.mul_assoc]
        ac_rfl

theorem dot_add (xs ys v : Coeffs) : dot (add xs ys) v = dot xs v + dot ys v := by
  induction xs generalizing ys v with
  | nil => exact (Int.zero_add _).symm
  | cons x xs ih => cases ys with
    | nil => exact (Int.add_zero _).symm
    | cons y ys => cases v with
      | nil => rfl
      | cons w v =>
        show (x + y) * w + dot (add xs ys) v = x * w + dot xs v + (y * w + dot ys v)
        rw [ih, Int.add_mul]; ac_rfl

theorem dot_neg (xs v : Coeffs) : dot (neg xs) v = -dot xs v := by
  induction xs generalizing v with
  | nil => rfl
  | cons x xs ih => cases v with
    | nil => rfl
    | cons w v =>
      show -x * w + dot (neg xs) v = -(x * w + dot xs v)
      rw [ih, Int.neg_add, Int.neg_mul]

theorem dot_sub (xs ys v : Coeffs) : dot (sub xs ys) v = dot xs v - dot ys v := by
  induction xs generalizing ys v with
  | nil => exact (dot_neg ys v).trans (Int.zero_sub _).symm
  | cons x xs ih => cases ys with
    | nil => exact (Int.sub_zero _).symm
    | cons y ys => cases v with
      | nil => rfl
      | cons w v =>
        show (x - y) * w + dot (sub xs ys) v = x * w + dot xs v - (y * w + dot ys v)
        rw [ih]
        simp only [Int.sub_eq_add_neg, Int.neg_add, Int.add_mul, Int.neg_mul]
        ac_rfl

theorem gcd_dvd {xs : Coeffs} {x : Int} (h : x ∈ xs) : gcd xs ∣ x.natAbs := by
  induction xs with
  | nil => exact absurd h List.not_mem_nil
  | cons y xs ih => cases List.mem_cons.mp h with
    | inl e => exact e ▸ Nat.gcd_dvd_left _ _
    | inr h => exact Nat.dvd_trans (Nat.gcd_dvd_right _ _) (ih h)

theorem dot_eq_zero_of_gcd {xs : Coeffs} (h : gcd xs = 0) (v : Coeffs) : dot xs v = 0 := by
  induction xs generalizing v with
  | nil => rfl
  | cons x xs ih => cases v with
    | nil => rfl
    | cons w v =>
      have hx : x = 0 := Int.natAbs_eq_zero.mp (Nat.eq_zero_of_gcd_eq_zero_left h)
      rw [dot_cons_cons, ih (Nat.eq_zero_of_gcd_eq_zero_right h), hx, Int.zero_mul, Int.add_zero]

theorem mul_dot_sdiv {xs : Coeffs} {g : Nat} (h : ∀ x, x ∈ xs → (g : Int) ∣ x) (v : Coeffs) :
    (g : Int) * dot (sdiv xs g) v = dot xs v := by
  induction xs generalizing v with
  | nil => exact Int.mul_zero _
  | cons x xs ih => cases v with
    | nil => exact Int.mul_zero _
    | cons w v =>
      show (g : Int) * (x / g * w + dot (sdiv xs g) v) = x * w + dot xs v
      rw [Int.mul_add, ih (fun x hx => h x (List.mem_cons_of_mem _ hx)), ← Int.mul_assoc,
        Int.mul_ediv_cancel' (h x List.mem_cons_self)]

theorem mul_dot_sdiv_gcd (xs v : Coeffs) : (gcd xs : Int) * dot (sdiv xs (gcd xs)) v = dot xs v :=
  mul_dot_sdiv (fun _ h => Int.natCast_dvd (gcd_dvd h)) v

theorem dot_of_isZero {xs : Coeffs} (h : xs.isZero) (v : Coeffs) : dot xs v = 0 := by
  induction xs generalizing v with
  | nil => rfl
  | cons x xs ih => cases v with
    | nil => rfl
    | cons w v =>
      rw [dot_cons_cons, ih (fun x hx => h x (List.mem_cons_of_mem _ hx)), h x List.mem_cons_self, Int.zero_mul,
        Int.add_zero]

theorem dvd_dot_bmod_sub_dot (m : Nat) (xs v : Coeffs) : (m : Int) ∣ dot (bmod xs m) v - dot xs v := by
  induction xs generalizing v with
  | nil => exact Int.dvd_zero _
  | cons x xs ih => cases v with
    | nil => exact Int.dvd_zero _
    | cons w v =>
      show (m : Int) ∣ Int.bmod x m * w + dot (bmod xs m) v - (x * w + dot xs v)
      have e : Int.bmod x m * w + dot (bmod xs m) v - (x * w + dot xs v)
          = (Int.bmod x m - x) * w + (dot (bmod xs m) v - dot xs v) := by
        simp only [Int.sub_eq_add_neg, Int.neg_add, Int.add_mul, Int.neg_mul]
        ac_rfl
      rw [e]
      exact Int.dvd_add (Int.dvd_trans (Int.dvd_bmod_sub_self x m) (Int.dvd_mul_right _ w)) (ih v)

theorem length_bmod (xs : Coeffs) (m : Nat) : length (bmod xs m) = length xs := List.length_map _

theorem dot_set_of_le {xs : Coeffs} {i : Nat} (h : length xs ≤ i) (y : Int) (v : Coeffs) :
    dot (set xs i y) v = dot xs v + y * get v i := by
  induction i generalizing xs v with
  | zero =>
    have hx : xs = [] := List.eq_nil_of_length_eq_zero (Nat.le_antisymm h (Nat.zero_le _))
    subst hx
    cases v with
    | nil => exact ((Int.zero_add _).trans (Int.mul_zero y)).symm
    | cons w v =>
      show y * w + 0 = 0 + y * w
      rw [Int.add_zero, Int.zero_add]
  | succ i ih => cases xs with
    | nil => cases v with
      | nil => exact ((Int.zero_add _).trans (Int.mul_zero y)).symm
      | cons w v =>
        show 0 * w + dot (set [] i y) v = 0 + y * get v i
        rw [ih (xs := []) (Nat.zero_le i), Int.zero_mul, Int.zero_add]; rfl
    | cons x xs => cases v with
      | nil => exact ((Int.zero_add _).trans (Int.mul_zero y)).symm
      | cons w v =>
        show x * w + dot (set xs i y) v = x * w + dot xs v + y * get v i
        rw [ih (Nat.le_of_succ_le_succ h), Int.add_assoc]

theorem dot_set_nil_one (i : Nat) (v : Coeffs) : dot (set [] i 1) v = get v i := by
  rw [dot_set_of_le (Nat.zero_le i), Int.one_mul, dot_nil_left, Int.zero_add]

end Coeffs

/-! ## Combinations with a constant -/

/-- A constant plus a combination of atoms. -/
structure LinearCombo where
  const : Int := 0
  coeffs : Coeffs := []

namespace LinearCombo

/-- The value, given the values of the atoms. -/
def eval (lc : LinearCombo) (values : Coeffs) : Int := lc.const + lc.coeffs.dot values

/-- A single atom. -/
def coordinate (i : Nat) : LinearCombo := ⟨0, Coeffs.set [] i 1⟩

def add (l₁ l₂ : LinearCombo) : LinearCombo := ⟨l₁.const + l₂.const, l₁.coeffs.add l₂.coeffs⟩
def sub (l₁ l₂ : LinearCombo) : LinearCombo := ⟨l₁.const - l₂.const, l₁.coeffs.sub l₂.coeffs⟩
def neg (lc : LinearCombo) : LinearCombo := ⟨-lc.const, lc.coeffs.neg⟩
def smul (lc : LinearCombo) (i : Int) : LinearCombo := ⟨i * lc.const, lc.coeffs.smul i⟩

instance instAdd : Add LinearCombo := ⟨add⟩
instance instSub : Sub LinearCombo := ⟨sub⟩
instance instNeg : Neg LinearCombo := ⟨neg⟩
instance instHMul : HMul Int LinearCombo LinearCombo := ⟨fun i lc => lc.smul i⟩

theorem coordinate_eval (i : Nat) (v : Coeffs) : (coordinate i).eval v = v.get i :=
  (Int.zero_add _).trans (Coeffs.dot_set_nil_one i v)

theorem add_eval (l₁ l₂ : LinearCombo) (v : Coeffs) : (l₁ + l₂).eval v = l₁.eval v + l₂.eval v := by
  show l₁.const + l₂.const + Coeffs.dot (l₁.coeffs.add l₂.coeffs) v =
    l₁.const + l₁.coeffs.dot v + (l₂.const + l₂.coeffs.dot v)
  rw [Coeffs.dot_add]; ac_rfl

theorem sub_eval (l₁ l₂ : LinearCombo) (v : Coeffs) : (l₁ - l₂).eval v = l₁.eval v - l₂.eval v := by
  show l₁.const - l₂.const + Coeffs.dot (l₁.coeffs.sub l₂.coeffs) v =
    l₁.const + l₁.coeffs.dot v - (l₂.const + l₂.coeffs.dot v)
  rw [Coeffs.dot_sub]
  simp only [Int.sub_eq_add_neg, Int.neg_add]
  ac_rfl

theorem neg_eval (lc : LinearCombo) (v : Coeffs) : (-lc).eval v = -lc.eval v := by
  show -lc.const + Coeffs.dot lc.coeffs.neg v = -(lc.const + lc.coeffs.dot v)
  rw [Coeffs.dot_neg, Int.neg_add]

theorem smul_eval (lc : LinearCombo) (i : Int) (v : Coeffs) : (lc.smul i).eval v = i * lc.eval v := by
  show i * lc.const + Coeffs.dot (lc.coeffs.smul i) v = i * (lc.const + lc.coeffs.dot v)
  rw [Coeffs.dot_smul, Int.mul_add]

/-- The product, meaningful when one factor is constant. -/
def mul (l₁ l₂ : LinearCombo) : LinearCombo := l₁.smul l₂.const + l₂.smul l₁.const - ⟨l₁.const * l₂.const, []⟩

theorem mul_eval (l₁ l₂ : LinearCombo) (v : Coeffs) (w : l₁.coeffs.isZero ∨ l₂.coeffs.isZero) :
    (mul l₁ l₂).eval v = l₁.eval v * l₂.eval v := by
  unfold mul
  rw [sub_eval, add_eval, smul_eval, smul_eval]
  unfold eval
  cases w with
  | inl h =>
    rw [Coeffs.dot_of_isZero h, Coeffs.dot_nil_left, Int.add_zero, Int.add_zero, Int.mul_comm, Int.add_comm,
      Int.add_sub_cancel]
  | inr h =>
    rw [Coeffs.dot_of_isZero h, Coeffs.dot_nil_left, Int.add_zero, Int.add_zero, Int.mul_comm l₂.const,
      Int.add_sub_cancel]

/-! The first atoms have lemmas of their own, which keeps proofs short. -/

theorem coordinate_eval_0 {a0 : Int} {t : List Int} : (coordinate 0).eval (.ofList (a0 :: t)) = a0 :=
  coordinate_eval _ _

theorem coordinate_eval_1 {a0 a1 : Int} {t : List Int} : (coordinate 1).eval (.ofList (a0 :: a1 :: t)) = a1 :=
  coordinate_eval _ _

theorem coordinate_eval_2 {a0 a1 a2 : Int} {t : List Int} :
    (coordinate 2).eval (.ofList (a0 :: a1 :: a2 :: t)) = a2 :=
  coordinate_eval _ _

theorem coordinate_eval_3 {a0 a1 a2 a3 : Int} {t : List Int} :
    (coordinate 3).eval (.ofList (a0 :: a1 :: a2 :: a3 :: t)) = a3 :=
  coordinate_eval _ _

theorem coordinate_eval_4 {a0 a1 a2 a3 a4 : Int} {t : List Int} :
    (coordinate 4).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: t)) = a4 :=
  coordinate_eval _ _

theorem coordinate_eval_5 {a0 a1 a2 a3 a4 a5 : Int} {t : List Int} :
    (coordinate 5).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: t)) = a5 :=
  coordinate_eval _ _

theorem coordinate_eval_6 {a0 a1 a2 a3 a4 a5 a6 : Int} {t : List Int} :
    (coordinate 6).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: t)) = a6 :=
  coordinate_eval _ _

theorem coordinate_eval_7 {a0 a1 a2 a3 a4 a5 a6 a7 : Int} {t : List Int} :
    (coordinate 7).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: t)) = a7 :=
  coordinate_eval _ _

theorem coordinate_eval_8 {a0 a1 a2 a3 a4 a5 a6 a7 a8 : Int} {t : List Int} :
    (coordinate 8).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: a8 :: t)) = a8 :=
  coordinate_eval _ _

theorem coordinate_eval_9 {a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 : Int} {t : List Int} :
    (coordinate 9).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: a8 :: a9 :: t)) = a9 :=
  coordinate_eval _ _

end LinearCombo
end Lean.Omega
