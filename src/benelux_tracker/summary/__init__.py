"""How things stand in words: status lines, explanations, comparisons, letters."""
