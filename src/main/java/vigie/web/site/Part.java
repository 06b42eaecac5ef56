package vigie.web.site;

import io.javalin.config.RoutesConfig;

/** A part of the site: some addresses and what answers them. */
public interface Part {

    /** Registers the addresses. */
    void register(RoutesConfig routes);
}
