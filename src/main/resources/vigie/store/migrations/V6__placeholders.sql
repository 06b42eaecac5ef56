-- "CWE-noinfo Not enough information" and the like are no weakness (vigie.model.Preference): such rows are as if the record named
-- none. What a record says in other words below them comes with its next version.
UPDATE record SET cwe_rank = 2147483647, cwe = NULL, cwe_desc = NULL, cwe_source = NULL
WHERE cwe = '' AND (cwe_desc LIKE 'CWE-noinfo%' OR cwe_desc LIKE 'CWE-Other%' OR cwe_desc LIKE 'NVD-CWE-%');
UPDATE cve SET cwe = NULL, cwe_desc = NULL, cwe_source = NULL
WHERE cwe = '' AND (cwe_desc LIKE 'CWE-noinfo%' OR cwe_desc LIKE 'CWE-Other%' OR cwe_desc LIKE 'NVD-CWE-%');
