"""Several at work at the same moment, each with a connection of its own."""
import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def at_once(*works):
    """Call them in threads that begin together; the results in their order. What one raises is raised here."""
    together = threading.Barrier(len(works))

    def run(work):
        try:
            together.wait(10)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))
