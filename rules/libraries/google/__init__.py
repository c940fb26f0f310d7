# a namespace package
