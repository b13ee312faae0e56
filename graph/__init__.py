"""Where it is kept: the engines behind one driver, the two doors, RDF and exports."""
