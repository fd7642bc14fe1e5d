/-- The number that is asked for. -/
def answer : Nat := sorry

theorem answer_doubled : answer + answer = 14 := sorry
