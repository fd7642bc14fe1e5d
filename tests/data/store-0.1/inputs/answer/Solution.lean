def answer : Nat := 7

theorem answer_doubled : answer + answer = 14 := rfl
