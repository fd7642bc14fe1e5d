import Init
import Mathlib.Secret
theorem target : 1 = 2 := secret
