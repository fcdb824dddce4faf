// around
