structure Box where
  content : Nat
  full : content = 7
def open' (b : Box) : Nat := b.1
theorem target (b : Box) : open' b = 7 := b.full
