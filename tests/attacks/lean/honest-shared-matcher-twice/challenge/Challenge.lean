def f (n : Nat) : Nat := match n with | 0 => 1 | n+1 => n
def h (o : Option Nat) : Nat := match o with | none => 0 | some n => f n
theorem target : h (some 3) = 2 := sorry
