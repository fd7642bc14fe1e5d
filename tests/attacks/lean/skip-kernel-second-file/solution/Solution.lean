import Init
import Bad
theorem target : False := absurd bad (by decide)
