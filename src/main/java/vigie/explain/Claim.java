package vigie.explain;

/**
 * What one feature says of a CVE. Claims with the same frame are said together: "not made by Acme, Bolt".
 *
 * @param frame key of the sentence that takes the items; the finished words if there is no item
 * @param item what stands in the sentence, may be empty
 */
record Claim(String frame, String item) {

    static Claim finished(String words) {
        return new Claim(words, "");
    }
}
