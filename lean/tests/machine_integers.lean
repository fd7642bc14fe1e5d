/-! Bit vectors and machine integers: arithmetic modulo a power of two. -/

#guard (250 : UInt8) + 10 == 4
#guard (3 : UInt8) - 5 == 254
#guard (0xF0 : UInt8) &&& 0x3C == 0x30
#guard (0xF0 : UInt8) ^^^ 0x3C == 0xCC
#guard (1 : UInt32) <<< 4 == 16
#guard (7 : UInt64) / 2 == 3
#guard (7 : UInt16) % 4 == 3
#guard (300 : Nat).toUInt8 == 44
#guard (5 : UInt8) < 6
#guard [(200 : UInt8).toNat] == [200]
#guard (250 : BitVec 8) + 10 == 4
#guard (5 : BitVec 8).toInt == 5
#guard (255 : BitVec 8).toInt == -1

example (a b : UInt8) : (a + b).toNat = (a.toNat + b.toNat) % 2 ^ 8 := by simp
example (a : UInt8) : a.toNat < 256 := a.toNat_lt
example (a b : UInt32) (h : a.toNat = b.toNat) : a = b := UInt32.toNat_inj.mp h
example (x y : BitVec 8) : x + y = y + x := BitVec.add_comm x y
example (x : BitVec 8) : x + 0 = x := by simp
example : (250 : UInt8) + 10 = 4 := by decide
example : (250 : BitVec 8) + 10 = 4 := by decide

open BitVec in
example : 5#8 + 3#8 = 8#8 := by decide

/-- Adds without leaving the range. -/
def saturatingAdd (a b : UInt8) : UInt8 := if a.toNat + b.toNat < 256 then a + b else 255

theorem saturatingAdd_le (a b : UInt8) : (saturatingAdd a b).toNat ≤ 255 := by
  have := (saturatingAdd a b).toNat_lt
  omega
