package vigie.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.text.PlainJson;

/** The table as JSON lines: an object a row, {@code null} for a missing value. */
public final class JsonLinesTable implements TableWriter {

    private final Writer out;

    /**
     * @param out takes the file
     */
    public JsonLinesTable(Writer out) {
        this.out = out;
    }

    @Override
    public void row(List<Optional<?>> cells) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            object.put(AlertTable.COLUMNS.get(i), cells.get(i).orElse(null));
        }
        try {
            out.write(PlainJson.MAPPER.writeValueAsString(object));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
