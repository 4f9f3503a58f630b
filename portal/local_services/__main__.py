"""`python -m portal.local_services [--as-owner] COMMAND …`: run a command with database and broker up."""
import signal
import subprocess
import sys

from portal.local_services.use import local_services


def main(command):
    as_owner = command[:1] == ["--as-owner"]
    with local_services(as_owner=as_owner) as environment:
        return run(command[as_owner:], environment)


def run(command, environment):
    """Run the command to its end; who stops us stops it, and we stay until it has ended."""
    # Before the child exists a signal must not end us with the servers left running.
    stopped = []
    child = None

    def stop(number, _frame):
        stopped.append(number)
        if child:
            child.terminate()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    child = subprocess.Popen(command, env=environment)  # noqa: S603 what whoever started this asked for
    if stopped:
        child.terminate()
    code = child.wait()
    return 128 - code if code < 0 else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
