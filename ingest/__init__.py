"""How it gets in: sources, fetching, and the pure reading of one page into a bundle."""

import os

# One thread for each library of linear algebra, set before any of them is loaded: articles are read side by side in processes instead,
# threads that wait for each other make reading ten times slower on a busy machine, and the order of a sum must not depend on them.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
