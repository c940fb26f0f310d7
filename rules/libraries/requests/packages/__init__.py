# requests 2.34.2: `requests.packages.urllib3` is urllib3 itself.
