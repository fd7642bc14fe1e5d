private def hidden : Nat := 2
def shown : Nat := hidden
