package vigie.finding;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vigie.finding.format.Formats;

/**
 * Takes in a VEX document whose statements are on one part of one product each, then asks for each statement about a finding that it
 * names, and prints as Markdown how long both took the first time, for {@code benchmarks/finding-files}: by the clock, and processor time of
 * the one thread that does it, which other work on the machine does not change. Ends with status 1 if a finding counts all the same, or
 * the processor time is more than the seconds that are its first argument.
 */
final class VexBenchmark {

    private VexBenchmark() {}

    /** A moment by the clock and by the work of this thread, both in nanoseconds. */
    private record Moment(long clock, long work) {

        static Moment now() {
            return new Moment(
                    System.nanoTime(), ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        }

        Moment since(Moment earlier) {
            return new Moment(clock - earlier.clock, work - earlier.work);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f s (processor time %.2f s)", clock / 1e9, work / 1e9);
        }
    }

    public static void main(String... arguments) throws IOException {
        double most = Double.parseDouble(arguments[0]);
        List<Statement> statements = new ArrayList<>();
        Suppressions suppressions = new Suppressions();
        Moment began = Moment.now();
        Formats.reader()
                .read(
                        Path.of(arguments[1]),
                        new Sink() {
                            @Override
                            public void finding(Finding finding) {}

                            @Override
                            public void statement(Statement statement) {
                                suppressions.add(statement);
                                statements.add(statement);
                            }
                        },
                        reading -> {});
        Moment reading = Moment.now().since(began);
        List<Finding> findings = statements.stream().map(VexBenchmark::named).toList();
        began = Moment.now();
        long suppressed = findings.stream()
                .filter(one -> suppressions.of(one).isPresent())
                .count();
        Moment asking = Moment.now().since(began);
        System.out.printf(
                Locale.ROOT,
                "| %,d VEX statements taken in, the first time in a process | %s |%n| … %,d findings that they name held to them, %,d suppressed | %s |%n",
                statements.size(),
                reading,
                findings.size(),
                suppressed,
                asking);
        if (suppressed != statements.size() || reading.work + asking.work > most * 1e9) {
            System.err.println("more than " + most + " s, or not all suppressed");
            System.exit(1);
        }
    }

    /** A finding in the part of the product, {@code pkg:golang/name@v1}, of a statement. */
    private static Finding named(Statement statement) {
        String asset =
                statement.products().get(0).replaceFirst("^pkg:[^/]*/", "").replace("@", ":");
        return new Finding.Draft()
                .ids(statement.ids())
                .asset(asset)
                .purl(statement.parts().get(0))
                .at("-", Position.NOWHERE);
    }
}
