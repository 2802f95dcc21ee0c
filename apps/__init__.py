"""The archive, one package per idea: `README.md` beside this file is the map."""
