unsafe def circle (n : Nat) : 1 = 2 := circle n
set_option debug.skipKernelTC true
theorem target : 1 = 2 := circle 0
