"""Downloader middlewares: robots.txt, patience with blocks and faults, pace. Each acts on the request's `Manners`."""
