"""Settings of the fetching wing: Scrapy's own, then danvan's. What differs from Scrapy's default says why."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version


def _version() -> str:
    try:
        return version("danvan")
    except PackageNotFoundError:
        return "dev"


BOT_NAME = "danvan"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# Who we are, in every request: portals can write to whoever runs this crawl. DANVAN_CONTACT is an address or page.
CONTACT = os.environ.get("DANVAN_CONTACT", "").strip()
USER_AGENT = f"danvan/{_version()} (public local-government news, for research; contact: {CONTACT or 'not given'})"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
    # Portals with several languages answer in Vietnamese.
    "Accept-Language": "vi,vi-VN;q=0.9",
}

# Plain asyncio: a crawl can be started more than once in one process (`danvan up`), and no reactor outlives it.
TWISTED_REACTOR_ENABLED = False
# Both open a port that runs commands inside the crawl; the second loads a web server even when it is switched off.
TELNETCONSOLE_ENABLED = False
EXTENSIONS = {"scrapy.extensions.remote_control.RemoteControl": None}

# One connection per host. The pace between requests is kept by crawler.middlewares.pace, because a portal's robots.txt
# or a block may slow it down while the crawl runs, and Scrapy forgets a slot's delay after a minute of silence.
CONCURRENT_REQUESTS = 256
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 0
DOWNLOAD_DELAY_JITTER = 0

# Old portal servers take half a minute for a page.
DOWNLOAD_TIMEOUT = 60
# The longest article pages are under 1 MB; a sitemap may hold 50,000 addresses. More than this is not a page.
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
# Certificates are checked; `tls = "unverified"` in the registry excepts one portal.
DOWNLOAD_VERIFY_CERTIFICATES = True

# A session cookie switches some portals to English; none needs cookies for reading.
COOKIES_ENABLED = False
# These five are done by crawler.middlewares and the spider, which know portals, blocks and articles.
ROBOTSTXT_OBEY = False
RETRY_ENABLED = False
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
REFERER_ENABLED = False

DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    # Below decompression (590), so that it reads a page's text and not its gzip.
    "crawler.middlewares.patience.PatienceMiddleware": 550,
    "crawler.middlewares.pace.PaceMiddleware": 900,
}
ITEM_PIPELINES = {
    "crawler.pipelines.TopicPipeline": 100,
    "crawler.pipelines.ArchivePipeline": 200,
}

LOG_LEVEL = "WARNING"
# Scrapy prints a page of counters at the end of each run; the crawl report says what matters.
STATS_DUMP = False

# danvan's own.
PORTAL_DELAY = 2.0
"""Seconds between two requests to a portal that the registry sets no delay for: NukeViet blocks at 40 requests in 60 s
and at 150 in 300 s."""
PORTAL_DELAY_MAX = 30.0
"""Seconds: the longest delay that blocks can impose; a portal whose robots.txt asks for more is not crawled."""
PORTAL_WINDOW = os.environ.get("DANVAN_WINDOW", "").strip()
"""Hours in which portals may be asked that the registry sets no window for: ``22:00-05:00``; empty means: always."""
PORTALS_AT_ONCE = 50
"""Portals crawled at the same time."""
CONDITIONAL_RUNS = 7
"""Every so many crawls a list, feed or article is asked for whole, though its server might say that nothing has
changed, and a missing sitemap is looked for again: servers err. 1: always."""
BLOCK_PAUSE_MAX = 600.0
"""Seconds: the longest pause a block page or Retry-After is granted; who asks for more is left for the next crawl."""
BLOCK_PAUSE_DEFAULT = 60.0
"""Seconds: the pause after a block that does not say how long."""
BLOCKS_IN_A_ROW = 5
"""Blocks without a page in between after which a portal is left for the next crawl."""
FAULT_TRIES = 6
"""Times one address is asked for when the answer is a server error, breaks off or does not come."""
FAULT_PAUSE = 1.0
"""Seconds before the second try; doubled for each further one, at most FAULT_PAUSE_MAX."""
FAULT_PAUSE_MAX = 30.0
FAULTS_IN_A_ROW = 4
"""Addresses that failed all their tries one after another, after which a portal is left for the next crawl."""
LIST_PAGES_MAX = 5000
"""Pages of one list: a guard against lists that never end."""
LISTS_MAX = 300
FEEDS_MAX = 60
"""Lists, and feeds with sitemaps, of one portal: a guard against menus that multiply."""
UNREAD_PAGES_MAX = 1000
"""Pages of one portal that are kept though they gave no article, so that better rules can read them."""

# A crawl by many workers (docs/operations.md). scrapy-redis makes the connection; its REDIS_… settings hold here.
REDIS_URL = os.environ.get("DANVAN_REDIS", "").strip()
"""Where the workers find each other, such as ``redis://192.0.2.7:6379/0``; empty: this process crawls by itself."""
REDIS_NAME = "danvan"
"""What the keys in Redis begin with; crawls with other names know nothing of each other."""
LEASE_SECONDS = 60.0
"""A worker that is not heard of for so long is taken for dead, and its portals are crawled by others."""
PORTAL_ROUND = 6 * 3600.0
"""Seconds for which a portal that one worker has finished is done for all; shorter than the time between two crawls."""
