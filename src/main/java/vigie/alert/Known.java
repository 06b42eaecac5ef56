package vigie.alert;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import vigie.model.BulletinRef;
import vigie.model.Change;
import vigie.model.CveId;
import vigie.watch.Matched;
import vigie.watch.Scope;
import vigie.watch.Subject;

/** What is known of CVEs and publications when events are evaluated. */
public interface Known {

    /** Hands out a subject for each CVE, and for each publication that is held. */
    void subjects(Collection<CveId> cves, Collection<BulletinRef> publications, Consumer<Subject> taker);

    /** Hands out a subject for each CVE that a publication cites, whoever it concerns. */
    default void cited(Collection<CveId> cves, Consumer<Subject> taker) {
        subjects(cves, List.of(), taker);
    }

    /**
     * The facts of an alert.
     *
     * @param subject the CVE or publication
     * @param event what is told of it
     * @param why what matched
     * @param scope which CVEs of a publication are told; all its figures are of these
     */
    About about(Subject subject, Change event, Collection<Matched> why, Scope scope);

    /**
     * Facts, and whether they are pressing.
     *
     * @param pressing whether the CVE is, or one that the publication cites, see {@link Urgent}
     */
    record About(Alert.Facts facts, boolean pressing) {}
}
