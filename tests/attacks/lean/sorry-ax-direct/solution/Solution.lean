theorem target : 1 = 2 := sorryAx (1 = 2) false
