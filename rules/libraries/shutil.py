# shutil of Python 3.12, as far as it moves what is read. Source: Lib/shutil.py. What is read of an answer comes in one piece.
def copyfileobj(fsrc, fdst, length=0):
    fdst.write(fsrc.read())
