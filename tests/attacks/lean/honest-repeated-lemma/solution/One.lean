import Init
import Base
theorem one : double 1 = 2 := by simp [double]
