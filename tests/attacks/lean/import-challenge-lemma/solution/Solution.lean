import Init
import Defs
theorem goal : f 0 = 5 := stated
