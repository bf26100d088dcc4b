"""The links as numbers: influence, the methods of the field, ranks and how sure they are."""

import os

# Before numpy is imported: our matrices are small, and on a busy machine the threads of OpenBLAS wait
# for each other (74 ms instead of 1 ms for one inverse of 169 x 169). One thread also means that the
# same input gives the same bytes on any number of cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
