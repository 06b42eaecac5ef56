package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.model.Bulletin;
import vigie.model.Severities;
import vigie.outbox.Trial;
import vigie.outbox.TrialText;
import vigie.outbox.WatchDraft;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.watch.Addressee;
import vigie.watch.Delivery;
import vigie.watch.WatchExport;
import vigie.watch.WatchFile;
import vigie.watch.WatchFileException;
import vigie.watch.WatchList;
import vigie.watch.WatchLists;
import vigie.web.access.CacheControl;
import vigie.web.access.Gate;
import vigie.web.site.Frame;
import vigie.web.site.LimitedHandler;
import vigie.web.site.NotFoundException;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Site;
import vigie.web.site.StatedException;
import vigie.web.site.WatchedNow;

/** The page on which a watch list is made or altered, tried on past days, paused, removed and exported. */
public final class WatchEditPart implements Part {

    /** The page's address. */
    public static final String PATH = WatchPart.PATH + "/edit";

    /** The address of a list as a file. */
    public static final String EXPORT = WatchPart.PATH + "/export";

    private static final String LIST = "list";
    private static final String TRY = "try";
    private static final String MAIL = "mail";

    /** Alerts of a trial that the page names. */
    private static final int MOST_ALERTS = 100;

    private final Site site;
    private final Pages pages;
    private final WatchedNow watched;
    private final Gate gate;
    private final List<String> channels;

    /** @param channels that the settings name: {@code mail}, {@code slack:ops} */
    public WatchEditPart(Site site, WatchedNow watched, Gate gate, List<String> channels) {
        this.site = site;
        this.pages = new Pages(site);
        this.watched = watched;
        this.gate = gate;
        this.channels = List.copyOf(channels);
    }

    @Override
    public void register(RoutesConfig routes) {
        Handler write = new LimitedHandler(site.limits().lists(), this::write);
        Handler trial = new LimitedHandler(site.limits().trials(), this::trial);
        routes.get(PATH, new LimitedHandler(site.limits().lists(), this::show));
        routes.post(PATH, context -> (TRY.equals(context.formParam("act")) ? trial : write).handle(context));
        routes.get(EXPORT, new LimitedHandler(site.limits().lists(), this::export));
    }

    /**
     * What came of a trial.
     *
     * @param sentences about it
     * @param alerts that there would have been, the first of them
     * @param total how many there would have been
     */
    public record Tried(List<String> sentences, List<String> alerts, int total) {}

    /**
     * What the page shows.
     *
     * @param words the bundle {@code watch}
     * @param list the list that is altered; empty for a new one
     * @param form what the fields hold
     * @param problems why it was not saved
     * @param notes lines that name nothing that is held
     * @param tried what came of the trial, if it was tried
     * @param channels the channels beside mail that may be chosen
     * @param mail whether mail is set up
     * @param formToken of the session; empty for a program, which has no use for a form
     */
    public record Page(
            Frame frame,
            Messages words,
            Optional<WatchList> list,
            WatchForm form,
            List<String> problems,
            List<String> notes,
            Optional<Tried> tried,
            List<String> channels,
            boolean mail,
            String formToken) {

        /** A sentence of the page. */
        public String say(String key, Object... values) {
            return words.get("edit." + key, values);
        }

        /** All severities as the file has them, the highest first, and those without a score. */
        public List<String> severities() {
            return Severities.WORDS;
        }

        /** The types of publications. */
        public List<String> types() {
            return Arrays.stream(Bulletin.Kind.values())
                    .map(Bulletin.Kind::toString)
                    .toList();
        }

        /** The paces of delivery. */
        public List<Delivery.Pace> paces() {
            return List.of(Delivery.Pace.values());
        }

        /** The days of the week, as the file has them. */
        public List<java.time.DayOfWeek> weekdays() {
            return List.of(java.time.DayOfWeek.values());
        }

        /** The time zones of regions. */
        public List<String> zones() {
            return ZoneId.getAvailableZoneIds().stream()
                    .filter(
                            zone -> zone.matches(
                                    "UTC|(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
                    .sorted()
                    .toList();
        }

        /** Whether the fields below the lines say anything, so that they are shown open. */
        public boolean conditions() {
            return List.of("severity", "cvss", "score", "band", "epss", "exploited", "exploit", "type", "except")
                    .stream()
                    .anyMatch(name -> !form.value(name).isEmpty());
        }
    }

    private void show(Context context) {
        Optional<WatchList> list = asked(context);
        WatchForm form = list.map(WatchForm::of).orElseGet(() -> WatchForm.of(fresh(context)));
        send(context, list, form, List.of(), List.of(), Optional.empty());
    }

    private Optional<WatchList> asked(Context context) {
        String name = context.queryParam(LIST);
        return name == null ? Optional.empty() : Optional.of(existing(context, name));
    }

    private WatchList existing(Context context, String name) {
        return watched.visible(context, name)
                .orElseThrow(() ->
                        new NotFoundException(pages.words(context, "watch").get("missing", PlainText.line(name))));
    }

    /** The list that is not there yet, in the language of the page. */
    private WatchList fresh(Context context) {
        WatchList empty = WatchFile.empty("", "", site.now(), 0);
        Addressee to = new Addressee(
                "", pages.words(context, "watch").locale(), empty.to().zone(), List.of());
        return new WatchList("", to, empty.delivery(), List.of(), empty.when(), false, empty.made(), empty.after());
    }

    private void send(
            Context context,
            Optional<WatchList> list,
            WatchForm form,
            List<String> problems,
            List<String> notes,
            Optional<Tried> tried) {
        Messages words = pages.words(context, "watch");
        String title = list.map(one -> words.get("page.edit", one.name())).orElseGet(() -> words.get("page.make"));
        boolean writes = Gate.session(context).isPresent() || !gate.tokensNeeded();
        pages.send(
                context,
                "watch-edit.jte",
                new Page(
                        pages.frame(context, "watch", title),
                        words,
                        list,
                        form,
                        problems,
                        notes,
                        tried,
                        channels.stream().filter(one -> !one.equals(MAIL)).toList(),
                        channels.contains(MAIL),
                        writes ? gate.formToken(context) : ""));
        context.header("Cache-Control", CacheControl.NEVER);
    }

    /** The list that a form was opened for, whatever it is to be called now. */
    private Optional<WatchList> old(Context context) {
        return Optional.ofNullable(context.formParam("old"))
                .filter(name -> !name.isEmpty())
                .map(name -> existing(context, name));
    }

    private WatchList typed(Context context, WatchForm form, Optional<WatchList> old) {
        String owner = WatchedNow.person(context).orElse(form.value("name"));
        WatchList typed = form.list(owner, site.now().truncatedTo(ChronoUnit.SECONDS), old);
        if (old.isPresent() && !old.get().name().equals(typed.name())) {
            throw new WatchFileException("renamed", old.get().name(), typed.name());
        }
        return typed;
    }

    private void trial(Context context) {
        Messages words = pages.words(context, "watch");
        Optional<WatchList> old = old(context);
        WatchForm form = new WatchForm(context.formParamMap());
        try {
            WatchDraft draft = watched.draft(context, typed(context, form, old), old);
            Trial trial = watched.trial(draft.list());
            TrialText text = new TrialText(trial, words);
            Tried tried = new Tried(
                    text.sentences(),
                    text.alerts().stream().limit(MOST_ALERTS).toList(),
                    trial.alerts().size());
            send(context, old, form, List.of(), draft.unknownLines(words, watched.nearest(draft)), Optional.of(tried));
        } catch (WatchFileException e) {
            refuse(context, old, form, e.sentence(words), HttpStatus.BAD_REQUEST);
        } catch (StatedException e) {
            refuse(context, old, form, e.getMessage(), HttpStatus.forStatus(e.getStatus()));
        }
    }

    private void refuse(Context context, Optional<WatchList> old, WatchForm form, String problem, HttpStatus status) {
        context.status(status);
        send(context, old, form, List.of(problem), List.of(), Optional.empty());
    }

    private void write(Context context) {
        Optional<WatchList> old = old(context);
        String act = Optional.ofNullable(context.formParam("act")).orElse("save");
        switch (act) {
            case "remove" -> {
                old.ifPresent(list -> watched.write(context, writer -> writer.removeWatchList(list.name())));
                redirect(context, WatchPart.PATH);
            }
            case "pause", "resume" -> {
                old.map(list -> list.paused(act.equals("pause")))
                        .ifPresent(list -> watched.write(context, writer -> WatchLists.keep(writer, list)));
                redirect(context, old.map(list -> address(WatchPart.PATH, list)).orElse(WatchPart.PATH));
            }
            default -> save(context, old);
        }
    }

    private void save(Context context, Optional<WatchList> old) {
        Messages words = pages.words(context, "watch");
        WatchForm form = new WatchForm(context.formParamMap());
        try {
            WatchDraft draft = watched.keep(context, typed(context, form, old), old);
            if (draft.unknown().isEmpty()) {
                redirect(context, address(WatchPart.PATH, draft.list()));
            } else {
                Optional<WatchList> kept = Optional.of(draft.list());
                List<String> notes = new ArrayList<>();
                notes.add(words.get(
                        "added", draft.list().name(), draft.list().rules().size()));
                notes.addAll(draft.unknownLines(words, Map.of()));
                send(context, kept, WatchForm.of(draft.list()), List.of(), notes, Optional.empty());
            }
        } catch (WatchFileException e) {
            refuse(context, old, form, e.sentence(words), HttpStatus.BAD_REQUEST);
        } catch (StatedException e) {
            refuse(context, old, form, e.getMessage(), HttpStatus.forStatus(e.getStatus()));
        }
    }

    private static void redirect(Context context, String where) {
        context.header("Cache-Control", CacheControl.NEVER).redirect(where, HttpStatus.SEE_OTHER);
    }

    private static String address(String path, WatchList list) {
        return path + "?" + LIST + "=" + URLEncoder.encode(list.name(), StandardCharsets.UTF_8);
    }

    private void export(Context context) {
        WatchList list =
                existing(context, Optional.ofNullable(context.queryParam(LIST)).orElse(""));
        WatchExport.Form form = WatchExport.Form.of(
                        Optional.ofNullable(context.queryParam("format")).orElse("toml"))
                .orElse(WatchExport.Form.TOML);
        String name = URLEncoder.encode(list.name(), StandardCharsets.UTF_8).replace("+", "%20");
        context.header("Cache-Control", CacheControl.NEVER)
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + name + "." + form.ending())
                .contentType(
                        switch (form) {
                            case JSON -> "application/json";
                            case CSV -> "text/csv; charset=utf-8";
                            case TOML -> "application/toml; charset=utf-8";
                            case TXT -> "text/plain; charset=utf-8";
                        })
                .result(WatchExport.write(list, form).text().getBytes(StandardCharsets.UTF_8));
    }
}
