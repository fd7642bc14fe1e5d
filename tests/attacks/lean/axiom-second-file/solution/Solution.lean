import Init
import Middle
theorem target : 1 = 2 := all _
