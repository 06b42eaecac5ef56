package vigie.sync;

/** Progress that nobody watches. */
public final class QuietProgress implements Progress {

    @Override
    public Task begin(String source, String what, Unit unit, long total) {
        return new Task() {
            @Override
            public void at(long done) {}

            @Override
            public void close() {}
        };
    }

    @Override
    public void note(String source, String message) {}

    @Override
    public void finished(SourceReport report) {}
}
