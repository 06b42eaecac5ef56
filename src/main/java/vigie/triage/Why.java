package vigie.triage;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.explain.Reasons;
import vigie.model.CveId;
import vigie.ssvc.Answer;
import vigie.ssvc.Decision;
import vigie.ssvc.DecisionPoint;
import vigie.ssvc.Points;
import vigie.ssvc.SsvcWords;
import vigie.store.Reader;
import vigie.text.DayWords;
import vigie.text.Messages;
import vigie.text.SourceNames;

/**
 * Why a finding stands where it stands, in one sentence: who knows of exploitation, what the decision rests on, and the strongest reasons
 * of the score in the words in which {@code explain} gives them. For one thread at a time.
 */
public final class Why {

    /** Reasons of a score; all of them are on the page of the CVE. */
    private static final int REASONS = 2;

    /** Rows whose scores are explained: further down nobody reads them, and a million would take minutes. */
    private static final long EXPLAINED = 10_000;

    private static final int KEPT = 4_000;

    private final Messages messages;
    private final Messages words;
    private final DayWords days;
    private final SsvcWords ssvc;
    private final Reasons reasons;
    private final Optional<Reader> reader;

    /** Rows share their decisions. */
    private final Map<Decision, List<String>> said = new IdentityHashMap<>();

    /** Further down, rows of one vulnerability have the same sentence. */
    private record Sentence(Optional<Decision> decision, boolean cve, String words) {

        boolean isOf(Ranked row) {
            return cve == row.cve().isPresent()
                    && decision.orElse(null) == row.decision().orElse(null);
        }
    }

    private final Map<Known, Sentence> sentences = new IdentityHashMap<>();

    private final Map<CveId, List<String>> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CveId, List<String>> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * @param messages the user's language
     * @param reader where scores are explained; empty to leave their reasons out
     */
    public Why(Messages messages, Optional<Reader> reader) {
        this.messages = messages;
        this.words = messages.bundle("findings");
        this.days = new DayWords(messages);
        this.ssvc = new SsvcWords(messages);
        this.reasons = new Reasons(messages);
        this.reader = reader;
    }

    /** The sentence. */
    public String of(Ranked row) {
        if (row.rank() <= EXPLAINED) {
            return sentence(row);
        }
        Sentence kept = sentences.get(row.known());
        if (kept == null || !kept.isOf(row)) {
            if (sentences.size() >= KEPT) {
                sentences.clear();
            }
            kept = new Sentence(row.decision(), row.cve().isPresent(), sentence(row));
            sentences.put(row.known(), kept);
        }
        return kept.words();
    }

    private String sentence(Ranked row) {
        List<String> parts = new ArrayList<>();
        Known held = row.known();
        if (held.rejected()) {
            parts.add(words.get("why.rejected"));
        } else if (!held.held()) {
            parts.add(words.get(row.cve().isPresent() ? "why.unknown" : "why.unmatched"));
        }
        held.summary()
                .exploited()
                .ifPresent(exploited -> parts.add(words.get(
                        held.ransomware() ? "why.ransomware" : "why.exploited",
                        days.since(exploited.day()),
                        SourceNames.all(exploited.sources()))));
        held.summary().exploit().ifPresent(exploit -> parts.add(words.get("why.exploit", days.since(exploit))));
        row.decision().ifPresent(decision -> parts.addAll(said.computeIfAbsent(decision, this::grounds)));
        row.cve().filter(cve -> row.rank() <= EXPLAINED).ifPresent(cve -> parts.addAll(strongest(cve)));
        return String.join(words.get("why.join"), parts);
    }

    /** Why it is worse or better than in the earlier run: "CISA KEV on 2026-01-29". */
    public List<String> causes(Ranked row) {
        return row.change().causes().isEmpty()
                ? List.of()
                : row.change().causes().stream()
                        .map(cause -> cause.words(messages))
                        .toList();
    }

    /** What became of it since the earlier run, with the causes; empty where nothing did. */
    public String change(Ranked row) {
        Change.State state = row.change().state();
        return switch (state) {
            case NOT_COMPARED, SAME -> "";
            case NEW -> words.get("change.new");
            case WORSE, BETTER -> words.get("change." + state, String.join(words.get("why.join"), causes(row)));
        };
    }

    /** The answers that are decided; exploitation is said already. */
    private List<String> grounds(Decision decision) {
        List<String> parts = new ArrayList<>();
        for (DecisionPoint point : decision.tree().points()) {
            Answer answer = decision.answers().get(point.point());
            if (point.point().equals(Points.EXPLOITATION) || point.point().equals(Points.IN_KEV)) {
                continue;
            }
            parts.add(words.get("why.point", ssvc.name(point), ssvc.values(point, answer)));
        }
        return parts;
    }

    private List<String> strongest(CveId cve) {
        return reader.map(database -> known.computeIfAbsent(
                        cve,
                        one -> database.scores()
                                .score(one)
                                .map(score -> reasons.strongest(score, REASONS, 0).stream()
                                        .map(line -> words.get("why.score", line.words(), line.factor()))
                                        .toList())
                                .orElse(List.of())))
                .orElse(List.of());
    }
}
