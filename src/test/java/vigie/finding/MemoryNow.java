package vigie.finding;

/** How much of the heap is in use. */
final class MemoryNow {

    private MemoryNow() {}

    /** Bytes in use after everything that nobody needs is given back. */
    static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
