# niquests 3.21.2: `niquests.packages.urllib3` is its own urllib3, whose `Retry` is the same.
import urllib3
