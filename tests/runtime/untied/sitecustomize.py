"""Put on PYTHONPATH by a test: a system whose kernel does not tie children to their parent."""

from marketplace.runtime import processes

processes.LIBC = None
