# urllib3 2.8.0: urllib3.util.request
from _sadpath import folded_headers


def make_headers(keep_alive=None, accept_encoding=None, user_agent=None, basic_auth=None, proxy_basic_auth=None, disable_cache=None):
    made = folded_headers({})
    if basic_auth:
        made["authorization"] = "Basic"
    if user_agent:
        made["user-agent"] = user_agent
    return made
