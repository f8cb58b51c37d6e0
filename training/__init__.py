"""Scripts that make the models and weights in the package, from public or invented text."""
