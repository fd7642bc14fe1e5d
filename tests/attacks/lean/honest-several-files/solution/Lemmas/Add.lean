import Init
import Lemmas.Mul
theorem add_swap (a b : Nat) : a + b = b + a := Nat.add_comm a b
