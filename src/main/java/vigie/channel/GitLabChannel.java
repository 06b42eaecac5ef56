package vigie.channel;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vigie.channel.ChannelSettings.Target;

/** Issues of a project in GitLab (REST API, v4). */
final class GitLabChannel extends TicketChannel {

    static final Kind KIND =
            new Kind("gitlab", Set.of("url", "project", "token"), Set.of(), Set.of("token"), GitLabChannel::new);

    GitLabChannel(Surroundings surroundings) {
        super(KIND, surroundings);
    }

    @Override
    Markup markup() {
        return Markup.MARKDOWN;
    }

    private String issues(Target target) throws IOException {
        return url(target) + "/api/v4/projects/" + MatrixChannel.part(target.value("project")) + "/issues";
    }

    private JsonNode ask(Target target, String method, String url, Optional<byte[]> body) throws IOException {
        return json(
                target,
                method,
                url,
                Map.of("PRIVATE-TOKEN", secret(target, "token").orElse("")),
                body);
    }

    @Override
    Optional<Ticket> find(Target target, String marker) throws IOException {
        JsonNode found = ask(target, "GET", issues(target) + "?in=description&search=" + marker, Optional.empty());
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ticket(
                        found.get(0).path("iid").asString(),
                        found.get(0).path("description").asString("")));
    }

    @Override
    void create(Target target, String title, String text, String marker) throws IOException {
        ask(target, "POST", issues(target), Optional.of(bytes(Map.of("title", title, "description", text))));
    }

    @Override
    List<String> comments(Target target, Ticket ticket) throws IOException {
        String url = issues(target) + "/" + ticket.number() + "/notes?sort=desc&per_page=100";
        return texts(ask(target, "GET", url, Optional.empty()), "body");
    }

    @Override
    void comment(Target target, Ticket ticket, String text) throws IOException {
        ask(
                target,
                "POST",
                issues(target) + "/" + ticket.number() + "/notes",
                Optional.of(bytes(Map.of("body", text))));
    }
}
