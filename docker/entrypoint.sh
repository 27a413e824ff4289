#!/bin/sh
# Chooses what this container is; `exec` so that the process itself hears the signal to stop.
set -eu

role=${1:-web}
[ $# -eq 0 ] || shift
case "$role" in
    web)
        exec gunicorn -c marketplace/runtime/gunicorn.py "$@"
        ;;
    worker)
        exec celery -A marketplace.celery worker --loglevel=INFO --concurrency="${WORKER_PROCESSES:-2}" \
            --without-gossip --without-mingle "$@"
        ;;
    beat)
        # One only: two would wake everything twice, which is harmless and useless.
        exec celery -A marketplace.celery beat --loglevel=INFO --pidfile= --schedule=/tmp/celerybeat-schedule "$@"
        ;;
    manage)
        exec python manage.py "$@"
        ;;
    *)
        exec "$role" "$@"
        ;;
esac
