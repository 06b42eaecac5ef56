package vigie.web.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Paths that are readable without a token: liveness, styles, scripts and the sign-in page.
 *
 * @param folders beginnings of paths, each with a slash at its end
 */
record OpenPaths(Collection<String> folders) {

    private static final Set<String> PROBES = Set.of("/healthz", "/readyz");

    /** Characters that a router may normalise: paths with them are never open. */
    private static final List<String> ODD = List.of("..", "//", "/./", ";", "%", "\\");

    /** Whether a path says only that the server lives; machines ask for it by whatever name they know. */
    static boolean probe(String path) {
        return PROBES.contains(path);
    }

    boolean open(String path) {
        return probe(path)
                || path.equals(SignIn.PATH)
                || folders.stream().anyMatch(path::startsWith) && ODD.stream().noneMatch(path::contains);
    }
}
