"""One crawl by many machines: which worker crawls which portal, and what each knows of its addresses, in Redis.

Each worker has an archive of its own. A portal is crawled by one worker at a time, which holds the lease of its host,
so that pace and single connection hold over all workers. What is known and what is still wanted of a portal (its
frontier) is kept in Redis beside the archives: whoever crawls the portal next goes on there.
"""
