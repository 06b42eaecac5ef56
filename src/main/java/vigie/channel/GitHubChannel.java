package vigie.channel;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vigie.channel.ChannelSettings.Target;

/**
 * Issues of a repository in GitHub (REST API, {@code https://api.github.com} or that of an own server). They are found by a label, as
 * what searches words knows a new issue only after a while.
 */
final class GitHubChannel extends TicketChannel {

    static final Kind KIND =
            new Kind("github", Set.of("url", "project", "token"), Set.of(), Set.of("token"), GitHubChannel::new);

    GitHubChannel(Surroundings surroundings) {
        super(KIND, surroundings);
    }

    @Override
    Markup markup() {
        return Markup.MARKDOWN;
    }

    private String issues(Target target) throws IOException {
        return url(target) + "/repos/" + target.value("project") + "/issues";
    }

    private JsonNode ask(Target target, String method, String url, Optional<byte[]> body) throws IOException {
        Map<String, String> headers = Map.of(
                "Authorization", "Bearer " + secret(target, "token").orElse(""),
                "Accept", "application/vnd.github+json",
                "X-GitHub-Api-Version", "2022-11-28");
        return json(target, method, url, headers, body);
    }

    @Override
    Optional<Ticket> find(Target target, String marker) throws IOException {
        JsonNode found = ask(target, "GET", issues(target) + "?state=all&labels=" + marker, Optional.empty());
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ticket(
                        found.get(0).path("number").asString(),
                        found.get(0).path("body").asString("")));
    }

    @Override
    void create(Target target, String title, String text, String marker) throws IOException {
        ask(
                target,
                "POST",
                issues(target),
                Optional.of(bytes(Map.of("title", title, "body", text, "labels", List.of(marker)))));
    }

    @Override
    List<String> comments(Target target, Ticket ticket) throws IOException {
        String url = issues(target) + "/" + ticket.number() + "/comments?per_page=100";
        return texts(ask(target, "GET", url, Optional.empty()), "body");
    }

    @Override
    void comment(Target target, Ticket ticket, String text) throws IOException {
        ask(
                target,
                "POST",
                issues(target) + "/" + ticket.number() + "/comments",
                Optional.of(bytes(Map.of("body", text))));
    }
}
