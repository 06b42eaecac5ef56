package vigie.web.site;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import vigie.index.LiveSnapshot;
import vigie.index.Snapshot;
import vigie.job.JobProgress;
import vigie.model.Staleness;
import vigie.store.Readers;
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
 * @param limits how much of the server each kind of work may take
 * @param progress what is being fetched and computed
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
        Limits limits,
        JobProgress progress,
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

    /** What is held of all sources. */
    public SourceStates sources() {
        return states.get("all", reader -> SourceStates.of(reader.status()));
    }
}
