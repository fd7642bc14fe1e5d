import Init
import Defs
theorem target : Even 4 := sorry
