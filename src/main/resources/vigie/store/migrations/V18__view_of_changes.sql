-- The record of changes for analysts, beside the views of V12__views.sql and as stable: the fields of "vigie changes --json".
CREATE VIEW v_change AS
SELECT id, at, kind,
    CASE WHEN cve IS NOT NULL THEN printf('CVE-%d-%04d', cve / 100000000000000, cve % 100000000000000) END AS cve,
    ref AS publication, field, who, old_value, new_value, source, day
FROM change;
