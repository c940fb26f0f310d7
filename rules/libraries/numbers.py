# numbers of Python 3.12: the tower, as classes to ask `isinstance` with.
Integral = int
Number = Complex = Real = Rational = (int, float, complex)
