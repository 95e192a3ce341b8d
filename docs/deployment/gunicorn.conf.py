"""gunicorn for danvan: gunicorn --config docs/deployment/gunicorn.conf.py

DANVAN_BIND, WEB_CONCURRENCY and the settings of docs/operations.md come from the environment.
"""

import os

wsgi_app = "search_ui:create_app()"
bind = os.environ.get("DANVAN_BIND", "127.0.0.1:8000")
# One worker a core; an answer takes some milliseconds of it. Exports wait for their readers, so each has threads too.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
# Workers share what was loaded before they were made; danvan opens index and archive in each worker by itself.
preload_app = True
# A query of 1,000 Vietnamese characters makes an address of about 8 kB.
limit_request_line = 8190
timeout = 60
graceful_timeout = 30
keepalive = 15
control_socket_disable = True
errorlog = "-"
# nginx writes the access log.
accesslog = None


def post_worker_init(worker):
    """Open the index, and count the archive, before the first reader asks for it."""
    with worker.wsgi.test_client() as reader:
        for page in ("/healthz", "/status"):
            reader.get(page, base_url="http://localhost").close()
