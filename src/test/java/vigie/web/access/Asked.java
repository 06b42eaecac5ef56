package vigie.web.access;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request for tests: as from a browser on this machine, until something else is said. */
record Asked(
        String method,
        String target,
        String peer,
        boolean encrypted,
        Map<String, String> headers,
        Map<String, String> cookies,
        Map<String, String> fields)
        implements Incoming {

    static Asked get(String target) {
        return new Asked("GET", target, "127.0.0.1", false, Map.of("Host", "localhost:8080"), Map.of(), Map.of());
    }

    static Asked page(String target) {
        return get(target).with("Accept", "text/html,*/*;q=0.8");
    }

    static Asked post(String target) {
        return get(target).by("POST");
    }

    Asked by(String other) {
        return new Asked(other, target, peer, encrypted, headers, cookies, fields);
    }

    Asked from(String address) {
        return new Asked(method, target, address, encrypted, headers, cookies, fields);
    }

    Asked overTls() {
        return new Asked(method, target, peer, true, headers, cookies, fields);
    }

    Asked with(String header, String value) {
        return new Asked(method, target, peer, encrypted, plus(headers, header, value), cookies, fields);
    }

    Asked without(String header) {
        Map<String, String> fewer = new TreeMap<>(headers);
        fewer.remove(header);
        return new Asked(method, target, peer, encrypted, fewer, cookies, fields);
    }

    Asked bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Asked showing(String cookie, String value) {
        return new Asked(method, target, peer, encrypted, headers, plus(cookies, cookie, value), fields);
    }

    Asked filledIn(String field, String value) {
        return new Asked(method, target, peer, encrypted, headers, cookies, plus(fields, field, value));
    }

    private static Map<String, String> plus(Map<String, String> map, String key, String value) {
        Map<String, String> more = new TreeMap<>(map);
        more.put(key, value);
        return more;
    }

    @Override
    public String path() {
        return target.replaceFirst("\\?.*", "");
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    @Override
    public Optional<String> formField(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
