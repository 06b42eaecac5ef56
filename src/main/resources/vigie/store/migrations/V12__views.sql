-- Views for analysts (docs/python.md), a stable interface: columns may be added, none goes or changes its meaning. They say what
-- "vigie show", lists and the table say; AnalystViewsTest compares them. A migration that changes a table below drops them first
-- and makes them again.

-- Every CVE of which anything but an EPSS score is known, rejected and reserved ones too: these have a state and nothing else.
CREATE VIEW v_cve AS
SELECT printf('CVE-%d-%04d', c.id / 100000000000000, c.id % 100000000000000) AS cve,
    c.state,
    substr(c.published, 1, 10) AS published,
    c.headline AS title,
    c.cvss_score,
    c.cvss_version,
    nullif(c.cvss_vector, '') AS cvss_vector,
    c.cvss_source,
    nullif(c.cwe, '') AS cwe,
    c.cwe_source,
    e.score AS epss_score,
    e.percentile AS epss_percentile,
    s.score AS vigie_score,
    s.percentile AS vigie_percentile,
    s.model AS vigie_model,
    x.since AS known_exploited_since,
    replace(x.sources, char(10), ', ') AS known_exploited_by,
    CASE WHEN c.state NOT IN ('REJECTED', 'RESERVED') THEN (SELECT min(k.added) FROM kev k
        WHERE k.cve = c.id AND k.catalogue = 'cisa' AND k.withdrawn IS NULL) END AS kev_date,
    CASE WHEN c.state NOT IN ('REJECTED', 'RESERVED') THEN (SELECT min(coalesce(v.date, v.first_seen)) FROM evidence v
        WHERE v.cve = c.id AND v.kind BETWEEN 1 AND 4 AND v.withdrawn IS NULL) END AS exploit_public_date
FROM cve c
LEFT JOIN epss e ON e.cve = c.id AND c.state NOT IN ('REJECTED', 'RESERVED')
LEFT JOIN score s ON s.cve = c.id AND c.state NOT IN ('REJECTED', 'RESERVED')
LEFT JOIN exploited x ON x.cve = c.id;

-- The publications of CERT-FR.
CREATE VIEW v_publication AS
SELECT ref AS publication, kind AS type, title, published, revised,
    'https://www.cert.ssi.gouv.fr/' || kind || '/' || ref || '/' AS link
FROM bulletin;

-- Which publication cites which CVE.
CREATE VIEW v_citation AS
SELECT b.ref AS publication, b.published,
    printf('CVE-%d-%04d', c.cve / 100000000000000, c.cve % 100000000000000) AS cve
FROM bulletin_cve c JOIN bulletin b ON b.id = c.bulletin;

-- Affected products as the records name them; one that several sources name is there once.
CREATE VIEW v_product AS
SELECT DISTINCT printf('CVE-%d-%04d', a.cve / 100000000000000, a.cve % 100000000000000) AS cve, p.vendor, p.product
FROM affects a JOIN product p ON p.id = a.product;

-- EPSS scores over time: each row holds until the next of the CVE; without a score from that day on where it is NULL.
CREATE VIEW v_epss_history AS
SELECT printf('CVE-%d-%04d', cve / 100000000000000, cve % 100000000000000) AS cve, since, score, percentile FROM epss_past
UNION ALL
SELECT printf('CVE-%d-%04d', cve / 100000000000000, cve % 100000000000000), since, score, percentile FROM epss;
