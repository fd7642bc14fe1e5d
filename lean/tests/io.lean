/-! `IO` programs in `#eval` -/

def greet (names : List String) : IO Unit := do
  for name in names do
    IO.println s!"hello {name}"

/--
info: hello a
hello b
-/
#guard_msgs in
#eval greet ["a", "b"]

/-- info: caught bad -/
#guard_msgs in
#eval show IO Unit from do
  try
    throw (IO.userError "bad")
  catch e => IO.println s!"caught {e}"

/-- error: end of file -/
#guard_msgs in
#eval (throw .unexpectedEof : IO Nat)

/-- info: no such file or directory (error code: 2)
  file: /nonexistent/file -/
#guard_msgs in
#eval show IO Unit from do
  try
    discard <| IO.FS.readFile "/nonexistent/file"
  catch e => IO.println e
