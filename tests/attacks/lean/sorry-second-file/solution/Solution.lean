import Init
import Helper
theorem target : 1 = 2 := helper
