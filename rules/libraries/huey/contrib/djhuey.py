# huey 3.5.4 `huey.contrib.djhuey`: the decorators of the one Huey that Django's settings name.
from huey import Huey, crontab

HUEY = Huey()
task = HUEY.task
periodic_task = HUEY.periodic_task
db_task = HUEY.task
db_periodic_task = HUEY.periodic_task
lock_task = HUEY.lock_task
