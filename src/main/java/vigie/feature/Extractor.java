package vigie.feature;

/** Derives the features of one family from what was known on a day. */
@FunctionalInterface
interface Extractor {

    /** Emits the features; unknown ones are left out. */
    void extract(View view, Sink out);
}
