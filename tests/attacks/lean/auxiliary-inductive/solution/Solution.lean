inductive B where | a | b
def f : Type := B
theorem target : f = f := rfl
