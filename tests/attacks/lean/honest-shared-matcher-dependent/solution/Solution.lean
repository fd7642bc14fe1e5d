def other {β : Type v} (p : β × β) (b : Bool) : β := match p, b with | (_, y), true => y | (x, _), false => x
def pick {α : Type u} (p : α × α) (b : Bool) : α := match p, b with | (x, _), true => x | (_, y), false => y
theorem target : pick (1, 2) true = 1 := rfl
