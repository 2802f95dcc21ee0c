"""PostgreSQL 18 from a wheel, as a database backend that starts the server when a connection is first needed.

    base.py      Django's side: ENGINE = "minutes_archive.embedded_postgres"
    usage.py     who uses the server: the first to come starts it, the last to go stops it
    cluster.py   one data folder: make it, start its server, stop it
    account.py   who the server's processes run as
    processes.py what of a server is running

Only the programs inside the wheel are used. The package's own start-up code is left alone: it fails at a data path with
a space, never stops a server again after one `kill -9`, and as root opens every folder above the data to all.
"""
