import Init
import Part
private def hidden : Nat := 1
def value : Nat := shown
theorem target : value = 2 := rfl
