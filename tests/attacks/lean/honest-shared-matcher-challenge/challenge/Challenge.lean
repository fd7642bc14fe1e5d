def g (n : Nat) : Bool := match n with | 0 => true | _+1 => false
def f (n : Nat) : Nat := match n with | 0 => 1 | n+1 => n
theorem target (n : Nat) : f (n+1) = n := sorry
