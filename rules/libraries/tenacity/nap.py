# tenacity 9.2.1 `tenacity.nap`
from tenacity import sleep, sleep_using_event
