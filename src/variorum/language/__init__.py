"""The models and the word lists that the stages use; they import nothing of the house but `model`."""
