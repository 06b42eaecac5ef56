package vigie.store.sqlite;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vigie.model.CveId;
import vigie.model.Observation;
import vigie.model.Plausible;
import vigie.store.FeedStamp;
import vigie.store.Ingest;
import vigie.store.Prepared;
import vigie.store.Tally;
import vigie.text.CveIds;

/** {@link Ingest}, in SQLite. */
final class SqliteIngest implements Ingest {

    /** More problems than this in one feed say no more than that the feed is bad. */
    private static final int MOST_PROBLEMS = 200;

    /** Of so many records one may be unreadable in a snapshot that is believed. */
    private static final int MOST_SKIPPED_OF = 50;

    /** In a small catalogue too so many may be unreadable whose CVE is known: nothing is withdrawn of these. */
    private static final int FEW_NAMED = 3;

    /** A feed with so many records is a large one. */
    private static final int MANY = 1000;

    /** Told once of a large feed, in its transaction. */
    interface Large {
        void begins() throws SQLException;
    }

    private final Tx tx;
    private final Large large;
    private final Origin origin;
    private final SqlitePreparer preparer = new SqlitePreparer();
    private final ExploitedWriter exploited;
    private final UnrecordedCves unrecorded;
    private final CveWriter cves;
    private final EarlierVersions earlier;
    private final BulletinWriter bulletins;
    private final KevWriter kev;
    private final EvidenceWriter evidence;
    private final EpssWriter epss;
    private final QueueWriter queue;
    private final ChangeWriter changes;
    private final DataMoments moments;
    private final Revision revision;
    private final Set<Long> unread = new HashSet<>();
    private long seen;
    private long added;
    private long changed;
    private long skipped;
    private long unnamed;
    private boolean open = true;

    /**
     * @param recorded which CVEs may have a record
     * @param large run when it turns out that the feed has many records
     */
    SqliteIngest(Tx tx, Origin origin, RecordedCves recorded, Large large) throws SQLException {
        this.tx = tx;
        this.large = large;
        this.origin = origin;
        this.changes = new ChangeWriter(tx, origin.at(), origin.source(), origin.logged());
        this.exploited = new ExploitedWriter(tx, changes);
        this.unrecorded = new UnrecordedCves(tx);
        this.cves = new CveWriter(tx, origin, changes, exploited, unrecorded, recorded);
        this.earlier = new EarlierVersions(tx, origin);
        this.kev = new KevWriter(tx, origin, changes, exploited, unrecorded);
        this.evidence = new EvidenceWriter(tx, origin, changes, exploited, unrecorded);
        this.bulletins = new BulletinWriter(tx, origin, changes, unrecorded, evidence);
        this.epss = new EpssWriter(tx, origin, changes);
        this.queue = new QueueWriter(tx);
        this.moments = new DataMoments(tx, origin);
        tx.run("BEGIN IMMEDIATE");
        try {
            // The feed answers: that it could not be had is over. What is wrong with its records is not.
            tx.run("DELETE FROM problem WHERE source = ? AND feed = ? AND record = ''", origin.source(), origin.feed());
            changes.begin();
            this.revision = new Revision(tx);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    @Override
    public void anew() {
        try {
            revision.note(
                    () -> tx.run("DELETE FROM problem WHERE source = ? AND feed = ?", origin.source(), origin.feed()));
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public void accept(Observation observation) {
        accept(preparer.prepare(observation));
    }

    @Override
    public void accept(Prepared prepared) {
        try {
            write(prepared);
        } catch (SQLException e) {
            if (Complaint.refused(e)) {
                throw new IllegalStateException("the database refuses a record: " + e.getMessage(), e);
            }
            throw Complaint.explained(e);
        }
    }

    private void write(Prepared prepared) throws SQLException {
        if (prepared instanceof SqlitePrepared.Record record) {
            count(cves.write(record));
        } else if (prepared instanceof SqlitePrepared.Publication publication) {
            count(bulletins.write(publication.bulletin(), publication.document()));
        } else if (prepared instanceof SqlitePrepared.Plain plain) {
            write(plain.observation());
        }
    }

    private void write(Observation observation) throws SQLException {
        if (observation instanceof Observation.EpssSeen score) {
            count(epss.write(score.score()));
        } else if (observation instanceof Observation.EvidenceSeen sign) {
            count(evidence.write(sign.collection(), sign.evidence()));
        } else if (observation instanceof Observation.EvidenceHeld held) {
            count(evidence.held(held));
        } else if (observation instanceof Observation.ContainerStood stood) {
            count(earlier.write(stood));
        } else if (observation instanceof Observation.KnownExploitedSeen entry) {
            count(kev.write(entry.entry()));
        } else if (observation instanceof Observation.CveAbsent absent) {
            count(cves.absent(absent.cve()));
        } else {
            note(observation);
        }
    }

    private void note(Observation observation) throws SQLException {
        if (observation instanceof Observation.Wanted wanted) {
            revision.note(() -> queue.wanted(wanted));
        } else if (observation instanceof Observation.Held held) {
            revision.note(() -> queue.held(held));
        } else if (observation instanceof Observation.Mark mark) {
            revision.note(() -> queue.mark(mark));
        } else if (observation instanceof Observation.EpssDay day) {
            beginScores(day);
        } else if (observation instanceof Observation.EpssAbsent absent) {
            revision.note(() -> epss.absent(absent.cve()));
        } else if (observation instanceof Observation.SnapshotEnd end) {
            endSnapshot(end.collection());
        } else if (observation instanceof Observation.EpssEnd) {
            epss.end();
        } else if (observation instanceof Observation.DataMoment moment) {
            if (moment.ofAll()) {
                moments.stated(moment.at());
            } else {
                moments.dated(moment.at());
            }
        } else if (observation instanceof Observation.Skipped left) {
            skipped++;
            List<CveId> named = CveIds.in(left.record());
            named.forEach(cve -> unread.add(cve.key()));
            unnamed += named.isEmpty() ? 1 : 0;
            if (skipped <= MOST_PROBLEMS) {
                problem(left.record(), left.cause());
            }
        } else {
            throw new IllegalStateException("no place for " + observation.getClass());
        }
    }

    /** Scores that are said to be of a later day are of today at the latest; else those of all days until then would come before them. */
    private void beginScores(Observation.EpssDay said) throws SQLException {
        Optional<LocalDate> believed = Plausible.on(origin.today()).day(said.day());
        if (believed.isEmpty()) {
            problem(
                    said.day().toString(),
                    "the scores are said to be of a day that cannot be true; they count as those of " + origin.today());
        }
        epss.begin(believed.orElse(origin.today()).toString(), said.model());
    }

    private void problem(String record, String cause) throws SQLException {
        revision.note(() -> tx.run(
                "INSERT INTO problem (source, feed, record, cause, day) VALUES (?, ?, ?, ?, ?)",
                origin.source(),
                origin.feed(),
                record,
                cause,
                origin.today()));
    }

    /**
     * Nothing is withdrawn of the CVEs whose records could not be read, nor at all where that is more than a few: nobody
     * knows what they would have said. A file of the user's own says what it says.
     */
    private void endSnapshot(String collection) throws SQLException {
        moments.snapshot();
        if (collection.startsWith("file:") || believed()) {
            changed += kev.end(collection, unread) + evidence.end(collection, unread);
        }
    }

    private boolean believed() {
        long few = seen / MOST_SKIPPED_OF;
        return seen > 0 && unnamed <= few && skipped <= Math.max(few, Math.min(FEW_NAMED, seen - 1));
    }

    private void count(WriteResult outcome) throws SQLException {
        if (++seen == MANY) {
            large.begins();
        }
        added += outcome == WriteResult.ADDED ? 1 : 0;
        changed += outcome == WriteResult.CHANGED ? 1 : 0;
    }

    @Override
    public Tally tally() {
        return new Tally(seen, added, changed, skipped);
    }

    @Override
    public void fetched(String url, FeedStamp stamp, java.time.Instant fetched) {
        try {
            revision.note(() -> tx.run(
                    "INSERT OR REPLACE INTO feed (url, source, etag, last_modified, bytes, fetched)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    url,
                    origin.source(),
                    stamp.etag(),
                    stamp.lastModified(),
                    stamp.bytes(),
                    fetched));
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public void forget(String url) {
        try {
            revision.note(() -> tx.run("DELETE FROM feed WHERE url = ?", url));
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public void commit() {
        try {
            evidence.settle();
            exploited.settle();
            unrecorded.settle();
            epss.settle();
            revision.note(() -> moments.settle(added + changed > 0));
            revision.settle();
            tx.run("COMMIT");
            open = false;
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    @Override
    public void close() {
        preparer.close();
        if (open) {
            open = false;
            try {
                tx.rollback();
            } catch (SQLException e) {
                throw Complaint.explained(e);
            }
        }
    }
}
