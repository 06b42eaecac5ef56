package vigie.store.sqlite;

/** Drops what a JSON document's author put in for the eye. */
final class Minify {

    private Minify() {}

    /**
     * Copies a well-formed document without the white space outside its texts.
     *
     * @param json the document, UTF-8
     * @param out takes the copy; as long as the document or longer
     * @return length of the copy
     */
    static int minify(byte[] json, byte[] out) {
        int size = 0;
        int i = 0;
        while (i < json.length) {
            byte b = json[i];
            if (b == '"') {
                int end = endOfText(json, i + 1);
                System.arraycopy(json, i, out, size, end - i);
                size += end - i;
                i = end;
            } else if (b > ' ' || b < 0) {
                out[size++] = b;
                i++;
            } else {
                i = endOfSpace(json, i + 1);
            }
        }
        return size;
    }

    private static int endOfText(byte[] json, int from) {
        int i = from;
        while (i < json.length && json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, json.length);
    }

    private static int endOfSpace(byte[] json, int from) {
        int i = from;
        while (i < json.length && json[i] >= 0 && json[i] <= ' ') {
            i++;
        }
        return i;
    }
}
