-- For when SECRET_KEY is lost for good (docs/operate.md, "A lost key"). With the bot stopped, after a copy of
-- the database was put aside:
--   .venv/bin/python -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(open(sys.argv[2]).read())' data/vidan.db deploy/forget-old-key.sql
-- What opens with that key only is destroyed. Cases, answers, deeds and figures stay; nobody who sent a case
-- can be written to, and everybody on the roll is invited anew.
PRAGMA secure_delete = ON;
BEGIN IMMEDIATE;
DELETE FROM custody;
DELETE FROM message_map;
DELETE FROM drafts;
DELETE FROM inbox;
DELETE FROM photos WHERE file IS NULL;
UPDATE outbox SET state = 'dropped', sealed = NULL, leased_until = NULL, reason = 'key lost' WHERE state = 'waiting';
DELETE FROM posts;
COMMIT;
