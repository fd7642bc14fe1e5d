import Init
import Challenge
theorem other : 1 = 2 := target
