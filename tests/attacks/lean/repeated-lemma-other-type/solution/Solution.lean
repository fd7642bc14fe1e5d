import Init
import One
import Two
theorem target : 1 = 1 := rfl
