-- How new the data of a feed is (vigie.store.sqlite.DataMoments). Not part of the content hash. What is held already is dated
-- here as well as its rows tell, under the feed '', until its source is next read.
CREATE TABLE data_moment (
    source TEXT NOT NULL,
    feed   TEXT NOT NULL,
    at     TEXT NOT NULL,
    PRIMARY KEY (source, feed)
) STRICT, WITHOUT ROWID;

INSERT INTO data_moment (source, feed, at)
SELECT source, '', CASE length(at) WHEN 10 THEN at || 'T00:00:00Z' ELSE at END FROM (
    SELECT 'epss' AS source, max(day) AS at FROM epss_day
    UNION ALL SELECT 'kev', max(added) FROM kev WHERE catalogue = 'cisa'
    UNION ALL SELECT 'eukev', max(added) FROM kev WHERE catalogue = 'eu'
    UNION ALL SELECT 'cvelist', max(value) FROM mark WHERE key = 'cvelist.through'
    -- The day on which the feed was last found changed, or a later change in it.
    UNION ALL SELECT 'nvd', max(at) FROM (
        SELECT max(modified) AS at FROM record WHERE source = 1
        UNION ALL SELECT value FROM mark WHERE key = 'nvd.modified.day' AND value <> 'none')
    UNION ALL SELECT 'certfr', max(published) FROM bulletin
    UNION ALL SELECT collection, max(date) FROM evidence WHERE collection IN ('exploit-db', 'poc-in-github')
        AND date <= first_seen GROUP BY collection
    UNION ALL SELECT collection, max(first_seen) FROM evidence WHERE collection IN ('metasploit', 'nuclei')
        GROUP BY collection
) WHERE at IS NOT NULL;
