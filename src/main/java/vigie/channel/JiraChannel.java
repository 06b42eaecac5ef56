package vigie.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vigie.channel.ChannelSettings.Target;

/**
 * Issues of a project in Jira (REST API, v2), found by a label. With a user the token is that of an account of Jira Cloud, without one
 * it is a personal token of an own server. Jira Cloud has the search at an address of its own.
 */
final class JiraChannel extends TicketChannel {

    static final Kind KIND = new Kind(
            "jira", Set.of("url", "project", "token"), Set.of("user", "issue-type"), Set.of("token"), JiraChannel::new);

    private static final int MOVED = 404;
    private static final int GONE = 410;

    JiraChannel(Surroundings surroundings) {
        super(KIND, surroundings);
    }

    @Override
    Markup markup() {
        return Markup.WIKI;
    }

    private Map<String, String> headers(Target target) throws IOException {
        String token = secret(target, "token").orElse("");
        String login = target.values().containsKey("user")
                ? "Basic "
                        + Base64.getEncoder()
                                .encodeToString((target.value("user") + ":" + token).getBytes(StandardCharsets.UTF_8))
                : "Bearer " + token;
        return Map.of("Authorization", login, "Accept", "application/json");
    }

    private JsonNode ask(Target target, String method, String path, Optional<byte[]> body) throws IOException {
        return json(target, method, url(target) + "/rest/api/2" + path, headers(target), body);
    }

    @Override
    Optional<Ticket> find(Target target, String marker) throws IOException {
        String project = target.value("project").replaceAll("[\"\\\\]", "");
        String query = "?fields=description&maxResults=1&jql="
                + MatrixChannel.part("project = \"" + project + "\" AND labels = \"" + marker + "\"");
        JsonNode found = search(target, query).path("issues");
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ticket(
                        found.get(0).path("key").asString(),
                        found.get(0).path("fields").path("description").asString("")));
    }

    private JsonNode search(Target target, String query) throws IOException {
        String url = url(target) + "/rest/api/2/search";
        Http.Answer cloud = ask(target, "GET", url + "/jql" + query, headers(target), Optional.empty());
        boolean own = cloud.status() == MOVED || cloud.status() == GONE;
        return own ? ask(target, "GET", "/search" + query, Optional.empty()) : parsed(cloud);
    }

    @Override
    void create(Target target, String title, String text, String marker) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("project", Map.of("key", target.value("project")));
        fields.put("issuetype", Map.of("name", target.values().getOrDefault("issue-type", "Task")));
        fields.put("summary", title);
        fields.put("description", text);
        fields.put("labels", List.of(marker));
        ask(target, "POST", "/issue", Optional.of(bytes(Map.of("fields", fields))));
    }

    @Override
    List<String> comments(Target target, Ticket ticket) throws IOException {
        JsonNode found = ask(
                target,
                "GET",
                "/issue/" + ticket.number() + "/comment?maxResults=100&orderBy=-created",
                Optional.empty());
        return texts(found.path("comments"), "body");
    }

    @Override
    void comment(Target target, Ticket ticket, String text) throws IOException {
        ask(target, "POST", "/issue/" + ticket.number() + "/comment", Optional.of(bytes(Map.of("body", text))));
    }
}
