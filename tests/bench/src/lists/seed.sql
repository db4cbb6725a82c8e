-- A large office: 10,000 people, 40 groups, 200 apps, 2,000 phones, 3,000 sessions and 100,000 rows of the log, the
-- last of them now. Hashes of the log are not right: nothing that is measured reads them.
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
INSERT INTO users (id, subject, username, email, email_verified, claims, role, state, created_at, updated_at, sorted_by, found_by)
SELECT printf('seed-%05d', i), printf('subject-%05d', i), printf('person%05d', i), printf('person%05d@kestrel.example', i), 1,
  json_object('name', name), 'member', iif(i % 50 = 0, 'disabled', 'active'), unixepoch() - i * 600, unixepoch() - i * 600,
  lower(name), printf('%s' || char(10) || 'person%05d' || char(10) || 'person%05d@kestrel.example', lower(name), i, i)
FROM (
  SELECT i, printf('%s %s %d', substr('AdaBenCleoDoraEmilFritzGretaHansIdaJonas', 1 + i * 7 % 36, 4),
    substr('MuellerSchmidtWeberFischerMeyerWagner', 1 + i % 30, 6), i) AS name
  FROM n
);

WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
INSERT INTO user_groups (id, name, created_at) SELECT printf('seed-group-%02d', i), printf('Group %02d', i), unixepoch() FROM n;
INSERT INTO group_members (group_id, user_id)
SELECT printf('seed-group-%02d', 1 + rowid % 40), id FROM users WHERE id LIKE 'seed-%';

WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 199)
INSERT INTO clients (id, metadata, secret_kind, secret_tag, trusted, rotates_refresh_tokens, state, created_at, updated_at)
SELECT printf('seed-client-%03d', i), json_set(c.metadata, '$.client_name', printf('App %03d', i)), c.secret_kind, c.secret_tag, c.trusted,
  c.rotates_refresh_tokens, c.state, c.created_at - i, c.updated_at - i
FROM n, (SELECT * FROM clients LIMIT 1) c;

WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
INSERT INTO devices (id, user_id, thumbprint, key, name, facts, state, counter, created_at, last_used_at)
SELECT printf('seed-device-%04d', i), printf('seed-%05d', i * 3), printf('thumb-%04d', i),
  '{"x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}', printf('Phone %04d', i),
  json_object('name', printf('Phone %04d', i), 'model', 'Model', 'os', 'OS', 'client', 'web', 'client_version', '1', 'key_storage', 'software'),
  'active', 1, unixepoch() - i * 60, unixepoch() - i
FROM n;

WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
INSERT INTO sessions (id, token, user_id, browser, auth_time, amr, created_at, last_seen_at, address, user_agent)
SELECT printf('seed-session-%04d', i), randomblob(32), printf('seed-%05d', i), randomblob(32), unixepoch() - i, '["pwd"]',
  unixepoch() - i, unixepoch() - i, printf('10.0.%d.%d', i / 250, i % 250), 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0'
FROM n;

WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
INSERT INTO audit (seq, at, event, actor, user_id, client_id, address, detail, hash)
SELECT (SELECT coalesce(max(seq), 0) FROM audit) + i, unixepoch() - (100000 - i) * 60,
  CASE i % 10 WHEN 0 THEN 'login.failed' WHEN 1 THEN 'user.created' WHEN 2 THEN 'approval.approved' ELSE 'session.created' END,
  printf('user:seed-%05d', 1 + i % 10000), printf('seed-%05d', 1 + i % 10000), iif(i % 3 = 0, printf('seed-client-%03d', 1 + i % 199), NULL),
  printf('10.0.%d.%d', i % 200, i % 250), json_object('session', printf('session-%06d', i), 'amr', 'pwd'), randomblob(32)
FROM n;
