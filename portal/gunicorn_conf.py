"""The web server: a few processes with threads, behind nginx or on this machine alone."""
import os

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# A cell secretary's slow line is nginx's to wait for; a request of ours that takes this long is stuck.
timeout = 60
graceful_timeout = 20
# Old processes make room, each at its own time.
max_requests, max_requests_jitter = 2000, 200
worker_tmp_dir = "/dev/shm"  # noqa: S108 gunicorn makes a file of its own there, unlinked at once
control_socket_disable = True
# Neither addresses nor queries: the log holds no personal data.
accesslog = "-"
access_log_format = '%(m)s %(U)s %(s)s %(M)s ms'
loglevel = os.environ.get("LOG_LEVEL", "info").lower()
