package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import vigie.web.site.BadQueryException;
import vigie.web.site.Encodings;
import vigie.web.site.Etag;
import vigie.web.site.NotFoundException;
import vigie.web.site.Part;

/** The files of the published feed as stored on disk, and nothing else of that directory. */
final class FeedApi implements Part {

    private static final String ALL = "/api/v1/feed";

    /** What a file or folder of a feed is called: never begins with a dot. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final String MANIFEST = "manifest.json";

    private final Path feed;

    FeedApi(Path feed) {
        this.feed = feed;
    }

    private record Found(Path path, BasicFileAttributes attributes) {

        boolean newerThan(Found other) {
            return attributes.lastModifiedTime().compareTo(other.attributes.lastModifiedTime()) >= 0;
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get(ALL + "/{file}", context -> send(context, context.pathParam("file")));
        routes.get(
                ALL + "/{folder}/{file}",
                context -> send(context, context.pathParam("folder"), context.pathParam("file")));
        routes.get(
                ALL + "/{year}/{thousand}/{file}",
                context -> send(
                        context, context.pathParam("year"), context.pathParam("thousand"), context.pathParam("file")));
    }

    private void send(Context context, String... names) {
        BadQueryException.refuse(Answers.asked(context));
        String name = String.join("/", names);
        Found plain = find(names).orElseThrow(() -> unknown(context, name));
        context.header("Cache-Control", Answer.CACHE_CONTROL);
        context.header("Vary", "Accept-Encoding");
        context.header("Last-Modified", date(plain));
        context.header("ETag", tag(plain));
        if (held(context, plain)) {
            context.status(304);
            return;
        }
        context.contentType(type(name)).disableCompression();
        Optional<Found> packed = Encodings.gzip(context.header("Accept-Encoding"))
                ? packed(names).filter(file -> file.newerThan(plain))
                : Optional.empty();
        packed.ifPresent(file -> context.header("Content-Encoding", "gzip"));
        open(context, packed.orElse(plain), name);
    }

    private static void open(Context context, Found file, String name) {
        try {
            InputStream in = Files.newInputStream(file.path(), LinkOption.NOFOLLOW_LINKS);
            context.res().setContentLengthLong(file.attributes().size());
            context.result(in);
        } catch (NoSuchFileException e) {
            throw unknown(context, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Found> packed(String... names) {
        String[] with = names.clone();
        with[with.length - 1] += ".gz";
        return find(with);
    }

    /** A file of the feed; a directory without a manifest is no feed. Links lead nowhere. */
    private Optional<Found> find(String... names) {
        Path path = feed;
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                return Optional.empty();
            }
            path = path.resolve(name);
            if (Files.isSymbolicLink(path)) {
                return Optional.empty();
            }
        }
        return Files.exists(feed.resolve(MANIFEST)) ? attributes(path) : Optional.empty();
    }

    private static Optional<Found> attributes(Path path) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? Optional.of(new Found(path, attributes)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static NotFoundException unknown(Context context, String name) {
        return new NotFoundException(Answers.words(context).get("problem.feed", name));
    }

    private static String tag(Found file) {
        return "W/\""
                + Long.toHexString(file.attributes().lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS))
                + "-" + Long.toHexString(file.attributes().size()) + "\"";
    }

    /** Where there is an entity tag the date does not count (RFC 9110, 13.1.3). */
    private static boolean held(Context context, Found file) {
        String tags = context.header("If-None-Match");
        return tags != null ? Etag.matches(tags, tag(file)) : date(file).equals(context.header("If-Modified-Since"));
    }

    private static String date(Found file) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.ofInstant(
                file.attributes().lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC));
    }

    private static String type(String name) {
        if (name.endsWith(".json")) {
            return Answer.JSON;
        }
        if (name.endsWith(".gz")) {
            return "application/gzip";
        }
        return name.endsWith(".md") ? "text/markdown; charset=utf-8" : "text/plain; charset=utf-8";
    }
}
