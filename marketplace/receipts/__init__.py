"""What a shopper keeps of a purchase: who sold what, with which tax, how it was paid, what went back."""
