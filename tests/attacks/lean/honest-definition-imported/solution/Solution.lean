import Init
import Defs
theorem target : Even 4 := ⟨2, rfl⟩
