inductive Color where
  | red | green | blue
  deriving DecidableEq
theorem target : (Color.red == Color.green) = false := sorry
