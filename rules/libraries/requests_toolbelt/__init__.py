# requests-toolbelt 1.0.0: what matters of it is in `sessions`.
