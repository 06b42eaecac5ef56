package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.model.CveId;
import vigie.model.Observation;
import vigie.record.CveJson;

/** CVE Services (MITRE): queried for CVEs that publications cite and the CVE List does not have. */
public final class CveServices implements Source {

    private static final String API = "https://cveawg.mitre.org/api/cve/";

    @Override
    public String name() {
        return "cve-services";
    }

    @Override
    public Pace pace() {
        return new Pace(5, 2);
    }

    /** They are asked only for CVEs that were cited anew, or not asked for lately. */
    @Override
    public Asking asking() {
        return Asking.every(Duration.ofHours(1));
    }

    @Override
    public boolean completes() {
        return true;
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        return state.citedWithoutRecord().stream()
                .map(cve -> Feed.of(cve.toString(), API + cve, Format.JSON))
                .toList();
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        byte[] bytes = in.readAllBytes();
        Records.only(feed.name(), bytes, out, root -> out.accept(CveJson.seen(root, feed.name(), bytes)));
    }

    /** 404 means reserved or never assigned. */
    @Override
    public boolean absent(Feed feed, Consumer<? super Observation> out) {
        out.accept(new Observation.CveAbsent(CveId.of(feed.name())));
        return true;
    }
}
