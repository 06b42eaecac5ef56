package vigie.text;

import gg.jte.TemplateOutput;
import gg.jte.output.Utf8ByteOutput;

/**
 * Removes bidirectional controls and invisible characters from the output of a page, so that a
 * record cannot reorder or hide text.
 */
final class VisibleOutput implements TemplateOutput {

    private final Utf8ByteOutput output = new Utf8ByteOutput();

    @Override
    public void writeContent(String value) {
        output.writeContent(visible(value) ? value : PlainText.safe(value));
    }

    @Override
    public void writeContent(String value, int begin, int end) {
        writeContent(value.substring(begin, end));
    }

    /** Text of the templates themselves. */
    @Override
    public void writeBinaryContent(byte[] value) {
        output.writeBinaryContent(value);
    }

    byte[] toByteArray() {
        return output.toByteArray();
    }

    private static boolean visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ascii = c >= ' ' && c <= '~';
            // What is beyond one unit is looked at by whole characters.
            if (!ascii && !PlainText.visible(c)) {
                return false;
            }
        }
        return true;
    }
}
