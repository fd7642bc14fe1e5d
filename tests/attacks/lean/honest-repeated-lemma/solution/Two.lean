import Init
import Base
theorem two : double 2 = 4 := by simp [double]
