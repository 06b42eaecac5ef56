package vigie.web.site;

import io.javalin.config.RoutesConfig;

/** A part of the site: routes and their handlers. */
public interface Part {

    /** Registers the addresses. */
    void register(RoutesConfig routes);
}
