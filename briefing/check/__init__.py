"""Read finished files back and prove them."""
