"""Data of the package: word lists, frames, the PLOVER profile, the tokenizer of the sentence encoder."""
