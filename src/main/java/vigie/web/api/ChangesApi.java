package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.feed.ChangeJson;
import vigie.model.Change;
import vigie.store.ChangeQuery;
import vigie.store.Reader;
import vigie.web.site.BadQueryException;
import vigie.web.site.ChangeListQuery;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Part;
import vigie.web.site.Query;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;

/**
 * The record of changes in the API. With {@code since}, the oldest event first, for a program that reads along; without, the newest
 * first, for one that shows what is new.
 */
final class ChangesApi implements Part {

    private static final String ALL = "/api/v1/changes";
    private static final int MOST = 1000;
    private static final int USUAL = 100;

    private final Site site;

    ChangesApi(Site site) {
        this.site = site;
    }

    /**
     * From where on events are asked for.
     *
     * @param after after this number, if one is given
     * @param from from this moment on, if one is given
     */
    private record Since(Optional<Long> after, Optional<Instant> from) {

        static Optional<Since> parse(String text) {
            if (text.matches("\\d{1,18}")) {
                return Optional.of(new Since(Optional.of(Long.parseLong(text)), Optional.empty()));
            }
            try {
                Instant from = text.length() > 10
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                return Optional.of(new Since(Optional.empty(), Optional.of(from)));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(ALL, new LimitedHandler(site.limits().lists(), this::list));
    }

    private void list(Context context) {
        Query query = Query.of(context.queryParamMap());
        QueryValues asked = new QueryValues(query);
        Optional<Since> since = asked.value("since", "cursor", Since::parse);
        Optional<Long> before = asked.value("before", "cursor", ChangeListQuery::number);
        ChangeQuery.Filter filter = ChangeListQuery.filter(asked, since.flatMap(Since::from));
        int limit = asked.count("limit", 1, MOST).orElse(USUAL);
        BadQueryException.refuse(asked);
        if (since.isPresent() && before.isPresent()) {
            throw new BadQueryException(
                    List.of(new QueryValues.Wrong("before", before.get().toString(), "parameter")));
        }
        Answers.dated(
                context,
                site,
                site.readers()
                        .ask(reader -> since.isPresent()
                                ? following(reader, query, filter, since.get(), limit)
                                : preceding(reader, query, filter, before, limit)));
    }

    private static Map<String, Object> following(
            Reader reader, Query query, ChangeQuery.Filter filter, Since since, int limit) {
        // Before the events are read: those that are committed in between are on this page or come later.
        long last = reader.changes().last();
        long after = since.after().orElse(0L);
        if (after > last) {
            // Of another database, or of one that was restored since: nobody could tell what was missed.
            throw new BadQueryException(List.of(new QueryValues.Wrong("since", Long.toString(after), "cursor")));
        }
        List<Change> page = reader.changes().following(filter, after, limit + 1);
        List<Change> shown = page.subList(0, Math.min(page.size(), limit));
        boolean more = page.size() > limit;
        long newest = shown.isEmpty() ? 0 : shown.get(shown.size() - 1).id();
        long cursor = more ? newest : Math.max(last, newest);
        Optional<String> next = more ? Optional.of(ALL + query.with("since", Long.toString(newest))) : Optional.empty();
        return answer(shown, next, cursor);
    }

    private static Map<String, Object> preceding(
            Reader reader, Query query, ChangeQuery.Filter filter, Optional<Long> before, int limit) {
        long last = reader.changes().last();
        List<Change> page = reader.changes().preceding(filter, before.orElse(last + 1), limit + 1);
        List<Change> shown = page.subList(0, Math.min(page.size(), limit));
        Optional<String> next = page.size() > limit
                ? Optional.of(ALL
                        + query.with(
                                "before", Long.toString(shown.get(limit - 1).id())))
                : Optional.empty();
        return answer(shown, next, last);
    }

    private static Map<String, Object> answer(List<Change> shown, Optional<String> next, long cursor) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", shown.stream().map(ChangeJson::of).toList());
        answer.put("cursor", cursor);
        answer.put("next", next.orElse(null));
        return answer;
    }
}
