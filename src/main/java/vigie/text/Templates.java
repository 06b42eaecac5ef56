package vigie.text;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.nio.charset.StandardCharsets;

/** The templates of pages and documents, compiled with the program. What they fill in is escaped for where it stands. */
public final class Templates {

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Templates.class.getClassLoader(), "vigie.jte");

    /**
     * Fills in a template.
     *
     * @param name {@code today.jte}
     * @param page what its single parameter is given
     */
    public byte[] fill(String name, Object page) {
        VisibleOutput output = new VisibleOutput();
        engine.render(name, page, output);
        return output.toByteArray();
    }

    /** As {@link #fill}, as text. */
    public String text(String name, Object page) {
        return new String(fill(name, page), StandardCharsets.UTF_8);
    }
}
