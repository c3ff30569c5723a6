"""Runs programs and measures them, for benchmark/measure.py. A process of its own because the system counts the memory of
whoever starts a program into that program's peak: this one is small, and imports no more than it needs.

Reads a line of JSON for each program, writes one with what it took."""

import json
import os
import signal
import sys
import time


def run(order):
    """Starts a program and waits for its end; past its time limit it is killed, with whatever it started."""
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, order["output"] or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        (os.POSIX_SPAWN_OPEN, 2, order["errors"] or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
    ]
    command = order["command"]
    start = time.perf_counter()
    try:
        process = os.posix_spawnp(command[0], command, order["environment"], file_actions=actions, setpgroup=0)
    except OSError as error:
        return {"problem": f"{command[0]}: {error.strerror}"}
    late = False

    def end(*_):
        nonlocal late
        late = True
        os.killpg(process, signal.SIGKILL)

    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, order["limit"])
    try:
        _, status, usage = os.wait4(process, 0)
    except BaseException:
        os.killpg(process, signal.SIGKILL)
        raise
    wall = time.perf_counter() - start
    signal.setitimer(signal.ITIMER_REAL, 0)
    if late:
        return {"problem": f"took longer than {order['limit']:.0f} s"}
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    return {"status": os.waitstatus_to_exitcode(status), "wall": wall,
            "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / unit}


def stop(*_):
    raise SystemExit


signal.signal(signal.SIGTERM, stop)
for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
