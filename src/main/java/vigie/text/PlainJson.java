package vigie.text;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** JSON whose numbers are written as the CSV writes them: 0.00004, not 4.0E-5. */
public final class PlainJson {

    public static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Double.class, new Plain()))
            .build();

    private PlainJson() {}

    private static final class Plain extends StdSerializer<Double> {

        Plain() {
            super(Double.class);
        }

        @Override
        public void serialize(Double number, JsonGenerator out, SerializationContext context) {
            out.writeNumber(Figures.exact(number));
        }
    }
}
