inductive Fake : Prop where
  | target : Fake
