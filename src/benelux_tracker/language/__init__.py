"""What is said in words: dates, numbers and phrases in the languages of the readers."""
