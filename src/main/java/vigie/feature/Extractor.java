package vigie.feature;

/** Derives the features of one family from what was known on a day. */
@FunctionalInterface
interface Extractor {

    /** Gives the features that hold; what is not known is left out. */
    void extract(View view, Sink out);
}
