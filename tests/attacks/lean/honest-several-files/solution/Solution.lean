import Init
import Lemmas.Add
theorem target (a b c : Nat) : a * (b + c) = c * a + b * a := by
  rw [Nat.mul_add, add_swap, mul_swap a b, mul_swap a c]
