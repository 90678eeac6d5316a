"""Many visitors who vote at once on the app as it is served: what each of them waits for, and whether a vote is lost.

`crowd` starts the app on loopback over a folder of clips (`stock`) and locust as a process of its own (it changes the
sockets of whatever process it runs in), whose visitors (`locustfile`) do what a browser does (`browser`). Each of them
writes down what it was told (`ledger`), and that is held against votes.csv.
"""
