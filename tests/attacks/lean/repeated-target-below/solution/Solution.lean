import Init
import One
import Two
