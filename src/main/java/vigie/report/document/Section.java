package vigie.report.document;

import java.util.List;
import java.util.Locale;

/** The sections of a report, in their order. */
enum Section {
    SUMMARY,
    PRIORITIES,
    CHARTS,
    TABLE,
    NOTES;

    /** The sections that a report has. */
    static List<Section> of(Report report) {
        return List.of(values()).stream()
                .filter(section -> section != CHARTS || !report.charts().isEmpty())
                .toList();
    }

    /** The name of its element, and of its title among the words. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
