# huey 3.5.4
