import Init
import Agg
theorem target : 1 = 1 := rfl
