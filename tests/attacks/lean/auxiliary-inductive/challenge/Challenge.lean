inductive A where | a | b
def f : Type := A
theorem target : f = f := sorry
