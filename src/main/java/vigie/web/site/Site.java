package vigie.web.site;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import vigie.facts.Freshness;
import vigie.index.LiveSnapshot;
import vigie.index.Snapshot;
import vigie.job.JobProgress;
import vigie.model.Staleness;
import vigie.store.Readers;
import vigie.store.StatusQuery;
import vigie.store.StoreException;
import vigie.store.Watch;
import vigie.text.Templates;

/**
 * What all parts of the site share.
 *
 * @param home directory of the installation
 * @param readers the database
 * @param watch tells when the database has changed
 * @param live CVEs and publications in memory
 * @param clock the day of today
 * @param staleness when a source is stale
 * @param assets scripts and styles
 * @param templates pages
 * @param states what is held of all sources
 * @param moments when each source was asked, and how new its data is
 * @param limits how much of the server each kind of work may take
 * @param progress what is being fetched and computed
 * @param anyHost whether the server answers to any name, so that the one in a request says nothing
 * @param trouble receives messages for the administrator
 */
public record Site(
        Path home,
        Readers readers,
        Watch watch,
        LiveSnapshot live,
        Clock clock,
        Staleness staleness,
        Assets assets,
        Templates templates,
        CachedResult<SourceStates> states,
        CachedResult<Map<String, StatusQuery.Moments>> moments,
        Limits limits,
        JobProgress progress,
        boolean anyHost,
        Consumer<String> trouble) {

    /** CVEs and publications of now; waits for them at the very start. */
    public Snapshot snapshot() {
        return live.get();
    }

    /** The day of today, UTC. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The moment of now. */
    public Instant now() {
        return clock.instant();
    }

    /** How far what is held may be relied on; of nothing where the database cannot be read, which others say. */
    public Freshness freshness() {
        Map<String, StatusQuery.Moments> known;
        try {
            known = moments.get("all", reader -> reader.status().moments());
        } catch (StoreException e) {
            known = Map.of();
        }
        return Freshness.of(known, staleness, now());
    }

    /** How far the database is filled for the first time; empty if it is not being filled. */
    public Optional<Filling> filling() {
        return Filling.of(this);
    }

    /** What is held of all sources. */
    public SourceStates sources() {
        return states.get("all", reader -> SourceStates.of(reader.status()));
    }
}
