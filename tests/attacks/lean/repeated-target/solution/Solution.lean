import Init
import One
theorem target : 1 = 1 := rfl
