# tenacity before 8.3 had AsyncRetrying here
from tenacity import AsyncRetrying
