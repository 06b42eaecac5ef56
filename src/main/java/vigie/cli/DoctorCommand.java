package vigie.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vigie.job.Settings;
import vigie.job.SettingsException;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.PrintableJson;
import vigie.upkeep.Doctor;
import vigie.upkeep.Finding;

/** {@code vigie doctor}: what is wrong with an installation, and what to do. */
@Command(name = "doctor")
final class DoctorCommand implements Callable<Integer> {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Option(names = "--offline", descriptionKey = "doctor.offline")
    private boolean offline;

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    private final Vigie vigie;

    DoctorCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> bad = Optional.empty();
        Settings settings = Settings.DEFAULT;
        try {
            settings = vigie.settings();
        } catch (SettingsException e) {
            bad = Optional.of(e.sentence(vigie.messages()));
        }
        Doctor doctor = new Doctor(vigie.jobs(vigie.home(), vigie.clock(), settings), vigie.messages());
        List<Finding> findings = doctor.examine(bad, offline);
        boolean sound = findings.stream().noneMatch(finding -> finding.state() == Finding.State.WRONG);
        vigie.console().print(json ? json(findings, sound) : text(findings, sound));
        return sound ? Exit.DONE : Exit.UNSOUND;
    }

    private static String json(List<Finding> findings, boolean sound) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("sound", sound);
        findings.forEach(finding -> root.withArray("findings")
                .addObject()
                .put("check", finding.check())
                .put("state", finding.state().toString().toLowerCase(Locale.ROOT))
                .put("what", finding.what())
                .put("advice", finding.advice().isEmpty() ? null : finding.advice()));
        return PrintableJson.of(root);
    }

    private String text(List<Finding> findings, boolean sound) {
        Messages words = vigie.messages().bundle("upkeep");
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(String.format(
                    "%-6s %-20s %s%n",
                    words.get("state." + finding.state()), finding.check(), PlainText.line(finding.what())));
            if (!finding.advice().isEmpty()) {
                text.append(String.format("%-6s %-20s %s%n", "", "", PlainText.line("→ " + finding.advice())));
            }
        }
        return text.append(words.get(sound ? "doctor.sound" : "doctor.unsound")).toString();
    }
}
