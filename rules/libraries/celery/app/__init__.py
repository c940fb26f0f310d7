# celery 5.7.0 `celery.app`
from celery import shared_task
