package vigie.web.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What anybody may read who reaches the server: that it lives, its styles and scripts, and the page where one signs in.
 *
 * @param folders beginnings of paths, each with a slash at its end
 */
record OpenPaths(Collection<String> folders) {

    private static final Set<String> PROBES = Set.of("/healthz", "/readyz");

    /** What a router may read in another way than it is written here: nothing like it is open. */
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
