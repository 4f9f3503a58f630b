"""What a scan may cost; the child process sets these for itself before it opens anything."""
import ctypes
import resource
import signal

MEMORY = 1_200 * 1024 * 1024
CPU_SECONDS = 20
# A child stops between two pages here, so that a slice of hard pages is never charged to the page it ends on.
CPU_ENOUGH = 10
SLICE = 20
LARGEST_OUTPUT = 64 * 1024 * 1024

MAX_PAGES = 500
MAX_PIXELS = 80_000_000
MAX_MEMBER = 64 * 1024 * 1024
MAX_RATIO = 100
MAX_UNPACKED = 4 * 1024 * 1024 * 1024


def limit_resources():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def die_with_parent():
    """On Linux; elsewhere a fork left alone ends at its limit of time, or when it speaks to nobody."""
    if hasattr(ctypes.CDLL(None), "prctl"):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def cpu_used():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
