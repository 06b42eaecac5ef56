package vigie.web.site;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;

/** The pages' templates, compiled with the program. */
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
}
