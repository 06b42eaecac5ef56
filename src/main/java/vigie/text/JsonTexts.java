package vigie.text;

/** Where the texts of a JSON document end, for walks through its bytes without parsing it. */
public final class JsonTexts {

    private JsonTexts() {}

    /**
     * The position of the quotation mark that ends a text; the end of the document where there is none.
     *
     * @param json UTF-8
     * @param from where the text begins, after its quotation mark
     * @param length bytes of the document
     */
    public static int end(byte[] json, int from, int length) {
        int i = from;
        while (i < length) {
            byte one = json[i];
            if (one == '"') {
                return i;
            }
            i += one == '\\' ? 2 : 1;
        }
        return length;
    }
}
