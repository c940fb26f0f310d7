"""Names of modules, and which file an import means."""

import os

from sadpath.source.modules import ModuleIndex


def index(*files, **options):
    return ModuleIndex([os.path.abspath(file) for file in files], **options)


def resolved(idx, dotted, importer=None):
    found = idx.resolve(dotted, importer)
    return os.path.relpath(found) if found else None


def test_names(tree):
    root = tree(
        {
            "shop/__init__.py": "", "shop/pay/__init__.py": "", "shop/pay/client.py": "", "scripts/run.py": "",
            "src/__init__.py": "", "src/lib/__init__.py": "", "src/lib/a.py": "", "src/flat.py": "",
        }
    )  # fmt: skip
    expect = {
        "shop/pay/client.py": ("", "shop.pay.client"),
        "shop/pay/__init__.py": ("", "shop.pay"),
        "shop/__init__.py": ("", "shop"),
        "scripts/run.py": ("scripts", "run"),
        "src/lib/a.py": ("src", "lib.a"),
        "src/flat.py": ("src", "flat"),
        "src/__init__.py": ("src", "__init__"),
    }
    for path, (base, name) in expect.items():
        assert index().name(path) == (str(root / base), name), path
        assert index().name(os.path.abspath(path)) == (str(root / base), name)


def test_packages_and_modules(tree):
    tree({"shop/__init__.py": "", "shop/a.py": "", "shop/sub/__init__.py": "", "b.py": "", "data/x.txt": ""})
    idx = index()
    assert resolved(idx, "shop") == "shop/__init__.py"
    assert resolved(idx, "shop.a") == "shop/a.py"
    assert resolved(idx, "shop.sub") == "shop/sub/__init__.py"
    assert resolved(idx, "b") == "b.py"
    for nothing in ("shop.c", "data", "requests", "os", ""):
        assert resolved(idx, nothing) is None


def test_the_project_comes_before_libraries(tree):
    tree({"app/main.py": "", "app/retrying.py": "", "app/requests/__init__.py": "", "retrying.py": ""})
    idx = index(foreign=frozenset(["retrying", "requests"]))
    assert resolved(idx, "retrying", "app/main.py") == "app/retrying.py"
    assert resolved(idx, "requests", "app/main.py") == "app/requests/__init__.py"
    assert resolved(idx, "retrying") == "retrying.py"


def test_a_module_elsewhere_takes_no_library_s_name(tree):
    tree({"app/main.py": "", "stubs/requests.py": "", "stubs/own.py": "", "tools/json.py": ""})
    idx = index("stubs/requests.py", "stubs/own.py", "tools/json.py", "app/main.py", foreign=frozenset(["requests"]))
    assert resolved(idx, "requests", "app/main.py") is None
    assert resolved(idx, "json", "app/main.py") is None
    assert resolved(idx, "own", "app/main.py") == "stubs/own.py"


def test_a_directory_hides_no_library(tree):
    tree({"http/client.py": "", "time.py": "", "main.py": ""})
    assert resolved(index(), "http.client", "main.py") is None
    assert resolved(index(), "time", "main.py") is None  # built in: nothing can take its place


def test_namespace_packages(tree):
    tree({"pyproject.toml": "", "services/shop/pay/client.py": "", "services/shop/main.py": "", "shop2/api/x.py": ""})
    idx = index()
    assert resolved(idx, "shop2.api.x") == "shop2/api/x.py"
    assert resolved(idx, "shop.pay.client", "services/shop/main.py") == "services/shop/pay/client.py"
    assert resolved(idx, "pay.client", "services/shop/main.py") == "services/shop/pay/client.py"


def test_src_and_named_roots(tree):
    tree({"src/shop/__init__.py": "", "api/src/pay.py": "", "tests/test_x.py": ""})
    assert resolved(index(), "shop", "tests/test_x.py") == "src/shop/__init__.py"
    assert resolved(index(), "pay") is None
    assert resolved(index(roots=["api"]), "pay") == "api/src/pay.py"


def test_the_same_name_in_several_programs(tree):
    files = ["one/main.py", "one/util.py", "two/main.py", "two/util.py", "three/deep/other.py"]
    tree(dict.fromkeys(files, ""))
    idx = index(*files)
    assert resolved(idx, "util", "two/main.py") == "two/util.py"
    assert resolved(idx, "util", "three/deep/other.py") is None
    assert resolved(idx, "util") is None
    assert resolved(idx, "other", "one/main.py") == "three/deep/other.py"


def test_relative_imports(tree):
    root = tree(
        {"shop/__init__.py": "", "shop/a.py": "", "shop/sub/__init__.py": "", "shop/sub/b.py": "", "bare/x.py": ""}
    )
    idx = index()

    def relative(importer, *what):
        found = idx.find_relative(str(root / importer), *what)
        return found and os.path.relpath(found, root)

    assert relative("shop/sub/b.py", 1) == "shop/sub/__init__.py"
    assert relative("shop/sub/b.py", 2, "a") == "shop/a.py"
    assert relative("shop/sub/b.py", 2) == "shop/__init__.py"
    assert relative("shop/__init__.py", 1, "sub.b") == "shop/sub/b.py"
    assert relative("shop/a.py", 1, "nothing") is None
    assert relative("bare/x.py", 1) is None
