"""What there is: the vocabulary, the kernel of facts and evidence, and their projections."""
