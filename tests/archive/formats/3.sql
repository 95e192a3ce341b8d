-- An archive of format 3, as that danvan wrote it. Never changed.
PRAGMA application_id = 1146506801;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE addresses (
        portal TEXT NOT NULL REFERENCES portals(id), key TEXT NOT NULL, url TEXT NOT NULL, title TEXT, published TEXT,
        state TEXT NOT NULL DEFAULT 'pending', tries INTEGER NOT NULL DEFAULT 0, run INTEGER REFERENCES runs(id),
        settled_at TEXT, note TEXT, PRIMARY KEY (portal, key)
    ) STRICT;
INSERT INTO "addresses" VALUES('thon.example','1','https://thon.example/tin/lam-duong-1.html','Làm đường','2024-07-24T09:10:00+07:00','article',0,1,'2024-07-24T09:10:00+07:00',NULL);
INSERT INTO "addresses" VALUES('thon.example','9','https://thon.example/tin/9.html',NULL,NULL,'pending',0,1,NULL,NULL);
CREATE TABLE articles (
        id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, portal TEXT NOT NULL REFERENCES portals(id),
        version INTEGER NOT NULL, version_since TEXT NOT NULL, changed TEXT NOT NULL,
        first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, gone_since TEXT,
        fingerprint TEXT NOT NULL, url TEXT NOT NULL, platform_id TEXT, title TEXT NOT NULL,
        published TEXT, published_precision TEXT, published_from TEXT,
        author TEXT, author_unit TEXT, source TEXT, dateline TEXT, category TEXT,
        tags TEXT NOT NULL, captions TEXT NOT NULL, attachments TEXT NOT NULL, topics TEXT NOT NULL,
        lead TEXT, body TEXT NOT NULL
    ) STRICT;
INSERT INTO "articles" VALUES('1c7a2ef5c6e77e1b',2,'thon.example',2,'2024-07-25T09:10:00+07:00','["title"]','2024-07-24T09:10:00+07:00','2024-07-25T09:10:00+07:00',NULL,'2a51d9e8c2233a54eaa782f06258befe','https://thon.example/tin/lam-duong-1.html','1','Ấp 1 làm xong đường','2024-07-24T10:10:00+07:00','minute','visible','Lê Văn Mẫu','Trung tâm Văn hoá huyện','Báo Mẫu','CTT-Mẫu','Nông thôn mới','["dân vận", "làm đường"]','["Bà con đổ bê tông"]','[{"name": "Kế hoạch.pdf", "url": "https://thon.example/ke-hoach.pdf"}]','[{"name": "dân vận khéo", "reason": "tiêu đề có \"dân vận\""}]','Việc làng bàn ở nhà văn hoá.','Tổ dân vận ấp 1 họp dân bàn việc làm đường.

Bà con góp 1 ngày công.');
INSERT INTO "articles" VALUES('b67f4f4fec1528f7',7,'thon.example',1,'2024-07-24T09:10:00+07:00','[]','2024-07-24T09:10:00+07:00','2024-07-24T09:10:00+07:00','2024-07-26T09:10:00+07:00','710c1cddfe5d87538030deff460575d3','https://thon.example/tin/lam-duong-2.html','2','Ấp 2 làm đường','2024-07-24T11:10:00+07:00','minute','visible','Lê Văn Mẫu','Trung tâm Văn hoá huyện','Báo Mẫu','CTT-Mẫu','Nông thôn mới','["dân vận", "làm đường"]','["Bà con đổ bê tông"]','[{"name": "Kế hoạch.pdf", "url": "https://thon.example/ke-hoach.pdf"}]','[{"name": "dân vận khéo", "reason": "tiêu đề có \"dân vận\""}]','Việc làng bàn ở nhà văn hoá.','Tổ dân vận ấp 2 họp dân bàn việc làm đường.

Bà con góp 2 ngày công.');
INSERT INTO "articles" VALUES('18a9a0d6f5ea951e',6,'xom.example',1,'2024-07-25T09:10:00+07:00','[]','2024-07-25T09:10:00+07:00','2024-07-25T09:10:00+07:00',NULL,'710c1cddfe5d87538030deff460575d3','https://xom.example/2.html','2','Ấp 2 làm đường','2024-07-24T11:10:00+07:00','minute','visible','Lê Văn Mẫu','Trung tâm Văn hoá huyện','Báo Mẫu','CTT-Mẫu','Nông thôn mới','["dân vận", "làm đường"]','["Bà con đổ bê tông"]','[{"name": "Kế hoạch.pdf", "url": "https://thon.example/ke-hoach.pdf"}]','[{"name": "dân vận khéo", "reason": "tiêu đề có \"dân vận\""}]','Việc làng bàn ở nhà văn hoá.','Tổ dân vận ấp 2 họp dân bàn việc làm đường.

Bà con góp 2 ngày công.');
CREATE TABLE clusters (
        article TEXT PRIMARY KEY REFERENCES articles(id) ON UPDATE CASCADE,
        original TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE,
        kind TEXT NOT NULL, similarity REAL NOT NULL
    ) STRICT;
INSERT INTO "clusters" VALUES('b67f4f4fec1528f7','b67f4f4fec1528f7','original',1.0);
INSERT INTO "clusters" VALUES('18a9a0d6f5ea951e','b67f4f4fec1528f7','exact',1.0);
CREATE TABLE fetches (
        id INTEGER PRIMARY KEY, run INTEGER REFERENCES runs(id), portal TEXT NOT NULL REFERENCES portals(id),
        article TEXT REFERENCES articles(id) ON UPDATE CASCADE, url TEXT NOT NULL, fetched_at TEXT NOT NULL,
        status INTEGER, outcome TEXT NOT NULL, file TEXT, offset INTEGER, length INTEGER, digest TEXT
    ) STRICT;
CREATE TABLE lists (
        portal TEXT NOT NULL REFERENCES portals(id), url TEXT NOT NULL, complete INTEGER NOT NULL,
        next_page TEXT, pages INTEGER NOT NULL, updated_at TEXT NOT NULL, PRIMARY KEY (portal, url)
    ) STRICT;
INSERT INTO "lists" VALUES('thon.example','https://thon.example/tin/',1,NULL,2,'2024-07-24T09:10:00+07:00');
CREATE TABLE portals (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, level TEXT, place TEXT, platform TEXT, home TEXT, state TEXT NOT NULL
    ) STRICT;
INSERT INTO "portals" VALUES('thon.example','Thôn Mẫu','xa',NULL,'nukeviet','https://thon.example/','active');
INSERT INTO "portals" VALUES('xom.example','Xóm Mẫu','xa',NULL,'nukeviet','https://xom.example/','closed');
CREATE TABLE removed (id TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT;
CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT, portal TEXT NOT NULL REFERENCES portals(id), started TEXT NOT NULL,
        finished TEXT, grade TEXT, message TEXT, counts TEXT NOT NULL DEFAULT '{}'
    ) STRICT;
INSERT INTO "runs" VALUES(1,'thon.example','2024-07-24T09:10:00+07:00','2024-07-24T10:10:00+07:00','ok',NULL,'{"new": 2}');
CREATE TABLE signatures (
        article TEXT PRIMARY KEY REFERENCES articles(id) ON UPDATE CASCADE, fingerprint TEXT NOT NULL,
        minhash BLOB NOT NULL, sentences BLOB NOT NULL
    ) STRICT;
INSERT INTO "signatures" VALUES('1c7a2ef5c6e77e1b','2a51d9e8c2233a54eaa782f06258befe',X'',X'');
INSERT INTO "signatures" VALUES('b67f4f4fec1528f7','710c1cddfe5d87538030deff460575d3',X'',X'');
INSERT INTO "signatures" VALUES('18a9a0d6f5ea951e','710c1cddfe5d87538030deff460575d3',X'',X'');
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO "state" VALUES('seq','7');
INSERT INTO "state" VALUES('identity','0011223344556677');
INSERT INTO "state" VALUES('signatures','rensa-2/64/4/40/8');
INSERT INTO "state" VALUES('clustered','7');
CREATE TABLE validators (
        portal TEXT NOT NULL REFERENCES portals(id), url TEXT NOT NULL, kind TEXT NOT NULL, etag TEXT, modified TEXT,
        links INTEGER NOT NULL, spared INTEGER NOT NULL, trusted INTEGER NOT NULL,
        article TEXT REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE, checked_at TEXT NOT NULL,
        PRIMARY KEY (portal, url)
    ) STRICT;
INSERT INTO "validators" VALUES('thon.example','https://thon.example/tin/','list','"9f2"',NULL,12,1,1,NULL,'2024-07-26T09:10:00+07:00');
INSERT INTO "validators" VALUES('thon.example','https://thon.example/tin/lam-duong-1.html','article',NULL,'Wed, 24 Jul 2024 02:10:00 GMT',0,0,1,'1c7a2ef5c6e77e1b','2024-07-26T09:10:00+07:00');
CREATE TABLE versions (
        article TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE, number INTEGER NOT NULL,
        since TEXT NOT NULL, last_seen TEXT NOT NULL, changed TEXT NOT NULL, content TEXT NOT NULL,
        PRIMARY KEY (article, number)
    ) STRICT;
INSERT INTO "versions" VALUES('1c7a2ef5c6e77e1b',1,'2024-07-24T09:10:00+07:00','2024-07-24T09:10:00+07:00','[]','{"url": "https://thon.example/tin/lam-duong-1.html", "portal": "thon.example", "platform_id": "1", "title": "Ấp 1 làm đường", "lead": "Việc làng bàn ở nhà văn hoá.", "body": "Tổ dân vận ấp 1 họp dân bàn việc làm đường.\n\nBà con góp 1 ngày công.", "published_precision": "minute", "published_from": "visible", "author": "Lê Văn Mẫu", "author_unit": "Trung tâm Văn hoá huyện", "source": "Báo Mẫu", "dateline": "CTT-Mẫu", "category": "Nông thôn mới", "fingerprint": "2a51d9e8c2233a54eaa782f06258befe", "published": "2024-07-24T10:10:00+07:00", "tags": ["dân vận", "làm đường"], "captions": ["Bà con đổ bê tông"], "attachments": [{"name": "Kế hoạch.pdf", "url": "https://thon.example/ke-hoach.pdf"}], "topics": [{"name": "dân vận khéo", "reason": "tiêu đề có \"dân vận\""}]}');
CREATE INDEX runs_by_portal ON runs (portal, id);
CREATE INDEX articles_by_portal ON articles (portal, seq);
CREATE INDEX articles_by_fingerprint ON articles (fingerprint);
CREATE INDEX articles_by_url ON articles (url);
CREATE INDEX fetches_by_article ON fetches (article);
CREATE INDEX fetches_by_snapshot ON fetches (file, offset);
CREATE INDEX fetches_by_digest ON fetches (digest);
CREATE INDEX addresses_by_state ON addresses (portal, state);
CREATE INDEX clusters_by_original ON clusters (original);
CREATE INDEX validators_by_article ON validators (article);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('runs',1);
COMMIT;
