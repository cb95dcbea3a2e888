"""When and where: phrases of time → intervals, names of places → coordinates and countries."""
