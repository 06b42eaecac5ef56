package vigie.finding.format;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import vigie.finding.Component;

/** What a package URL says of a component. */
final class Purls {

    private Purls() {}

    /** The component that a package URL names; one that is broken is kept as it is written. */
    static Component component(String purl) {
        try {
            PackageURL read = new PackageURL(purl.strip());
            String separator = "maven".equals(read.getType()) ? ":" : "/";
            return new Component(
                    read.getNamespace() == null ? read.getName() : read.getNamespace() + separator + read.getName(),
                    read.getVersion() == null ? "" : read.getVersion(),
                    purl,
                    read.getType(),
                    "");
        } catch (MalformedPackageURLException e) {
            return new Component("", "", purl, "", "");
        }
    }
}
