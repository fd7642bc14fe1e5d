import Init
import One
import Two
theorem target : 2 + 2 = 4 := by
  have := two
  have := one
  rfl
