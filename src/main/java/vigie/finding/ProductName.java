package vigie.finding;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vigie.text.Cpe;

/**
 * A product as a statement names it: a package URL, a CPE name, or a name in words such as that of an image. What is not said on
 * either side is no disagreement, but names have to be the same, and a version that the statement gives has to be that of the finding.
 */
final class ProductName {

    /** Kinds of packages as scanners call them, and the type of package URL that they are. */
    private static final Map<String, String> TYPES = new HashMap<>();

    static {
        type("npm", "npm", "node-pkg", "nodepkg", "javascript", "node", "yarn", "pnpm", "js");
        type("pypi", "pypi", "pip", "python", "python-pkg", "pipenv", "poetry", "uv");
        type("maven", "maven", "java", "java-archive", "jar", "pom", "gradle", "gav");
        type("golang", "golang", "go", "gomod", "gobinary", "go-module");
        type("deb", "deb", "dpkg", "debian", "ubuntu");
        type("rpm", "rpm", "redhat", "centos", "rocky", "alma", "oracle", "amazon", "fedora", "suse", "photon");
        type("apk", "apk", "alpine", "wolfi", "chainguard");
        type("gem", "gem", "bundler", "gemspec", "rubygems", "ruby");
        type("cargo", "cargo", "crates.io", "rust-crate", "rustbinary", "rust");
        type("composer", "composer", "packagist", "php", "composer-vendor");
        type("nuget", "nuget", "dotnet", "dotnet-core", ".net");
    }

    private final String text;
    private final Optional<PackageURL> purl;
    private final Optional<Cpe> cpe;

    private ProductName(String text) {
        this.text = text.strip();
        this.purl = purl(this.text);
        this.cpe = Cpe.read(this.text);
    }

    private static void type(String purl, String... names) {
        for (String name : names) {
            TYPES.put(name, purl);
        }
    }

    /** What a statement is held against: a finding, with what is read from its texts once. */
    record Subject(Component component, String asset, Optional<PackageURL> purl) {

        static Subject of(Finding finding) {
            return new Subject(
                    finding.component(),
                    finding.asset(),
                    ProductName.purl(finding.component().purl()));
        }
    }

    static ProductName of(String text) {
        return new ProductName(text);
    }

    private static Optional<PackageURL> purl(String text) {
        try {
            return text.startsWith("pkg:") ? Optional.of(new PackageURL(text)) : Optional.empty();
        } catch (MalformedPackageURLException e) {
            return Optional.empty();
        }
    }

    /** Whether it says which version is meant, without which "fixed" says nothing of what is installed. */
    boolean versioned() {
        if (purl.isPresent()) {
            return purl.get().getVersion() != null
                    || qualifier(purl.get(), "tag").isPresent();
        }
        return cpe.map(name -> !name.version().equals(Cpe.ANY))
                .orElseGet(() -> text.lastIndexOf(':') > text.lastIndexOf('/') || text.indexOf('@') > 0);
    }

    /** Whether it is the vulnerable component. */
    boolean isComponent(Subject subject) {
        Component component = subject.component();
        if (purl.isPresent()) {
            Optional<PackageURL> own = subject.purl();
            return own.isPresent()
                    ? same(purl.get(), own.get(), component.version())
                    : sameName(purl.get(), component) && sameVersion(purl.get().getVersion(), component.version());
        }
        if (cpe.isPresent()) {
            String version = cpe.get().version();
            String name = component.name();
            String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
            return !last.isEmpty()
                    && cpe.get().name().product().equalsIgnoreCase(last)
                    && (version.equals(Cpe.ANY) || version.equals(component.version()));
        }
        String name = component.name();
        return !name.isEmpty()
                && (text.equalsIgnoreCase(name)
                        || text.equals(name + "@" + component.version())
                        || text.equals(name + ":" + component.version()));
    }

    private static boolean same(PackageURL said, PackageURL own, String installed) {
        boolean system = said.getNamespace() == null && isOfSystem(said.getType());
        return said.getName().equals(own.getName())
                && said.getType().equals(own.getType())
                && (system || Objects.equals(said.getNamespace(), own.getNamespace()))
                && (said.getVersion() == null
                        || said.getVersion().equals(own.getVersion())
                        || said.getVersion().equals(installed))
                && sameQualifiers(said, own);
    }

    private static boolean isOfSystem(String type) {
        return type.equals("deb") || type.equals("rpm") || type.equals("apk");
    }

    private static boolean sameQualifiers(PackageURL said, PackageURL own) {
        for (String key : new String[] {"arch", "distro"}) {
            Optional<String> one =
                    qualifier(said, key).filter(value -> !value.equals("src") && !value.equals("source"));
            Optional<String> other = qualifier(own, key);
            if (one.isPresent() && other.isPresent() && !one.equals(other)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> qualifier(PackageURL purl, String key) {
        return Optional.ofNullable(purl.getQualifiers()).map(all -> all.get(key));
    }

    private static boolean sameName(PackageURL said, Component component) {
        String kind = TYPES.getOrDefault(kind(component.type()), "");
        String namespace = said.getNamespace() == null ? "" : said.getNamespace();
        String name = component.name();
        boolean same = isOfSystem(said.getType())
                ? name.equals(said.getName())
                : name.equals(namespace.isEmpty() ? said.getName() : namespace + "/" + said.getName())
                        || name.equals(namespace + ":" + said.getName());
        return same && (kind.isEmpty() || kind.equals(said.getType()));
    }

    /** Without the release that some write behind: {@code debian:9.4}, {@code Debian 12}. */
    private static String kind(String type) {
        return type.toLowerCase(Locale.ROOT).split("[: ]", 2)[0];
    }

    private static boolean sameVersion(String said, String installed) {
        return said == null || said.equals(installed);
    }

    /** Whether it is what was scanned: an image, an application, or the release of the system that the component is part of. */
    boolean isAsset(Subject subject) {
        String asset = subject.asset();
        if (cpe.isPresent()) {
            return isSystem(cpe.get(), subject);
        }
        if (asset.isEmpty()) {
            return false;
        }
        if (purl.isPresent()) {
            String type = purl.get().getType();
            return type.equals("oci") || type.equals("docker")
                    ? isImage(purl.get(), asset)
                    : isNamed(purl.get(), asset);
        }
        boolean exact = text.lastIndexOf(':') > text.lastIndexOf('/') || text.contains("@");
        return text.equalsIgnoreCase(asset) || !exact && text.equalsIgnoreCase(repository(asset));
    }

    private static boolean isNamed(PackageURL said, String asset) {
        String name = (said.getNamespace() == null ? "" : said.getNamespace() + "/") + said.getName();
        String versioned = name + ":" + said.getVersion();
        return said.getVersion() == null ? name.equals(repository(asset)) : versioned.equals(asset);
    }

    private static boolean isImage(PackageURL said, String asset) {
        String repository = repository(asset);
        String last = repository.substring(repository.lastIndexOf('/') + 1);
        Optional<String> address = qualifier(said, "repository_url");
        String path = (said.getNamespace() == null ? "" : said.getNamespace() + "/") + said.getName();
        boolean same = address.isPresent()
                ? repository.equals(address.get()) || repository.equals(address.get() + "/" + said.getName())
                : path.contains("/") ? repository.equals(path) || repository.endsWith("/" + path) : last.equals(path);
        String version = said.getVersion();
        boolean digest = version != null && version.startsWith("sha256:");
        Optional<String> tag = qualifier(said, "tag").or(() -> Optional.ofNullable(digest ? null : version));
        return same
                && (!digest || asset.contains(version))
                && (tag.isEmpty() || asset.equals(repository + ":" + tag.get()) || digest && asset.contains("@"));
    }

    /** An image's name without tag and digest. */
    private static String repository(String asset) {
        int digest = asset.indexOf('@');
        String name = digest > 0 ? asset.substring(0, digest) : asset;
        int tag = name.lastIndexOf(':');
        return tag > name.lastIndexOf('/') ? name.substring(0, tag) : name;
    }

    /** Whether a CPE name is the system that the package of a finding is made for, as its package URL says: {@code distro=redhat-8.9}. */
    private static boolean isSystem(Cpe cpe, Subject subject) {
        Optional<String> distro = subject.purl().flatMap(own -> qualifier(own, "distro"));
        if (distro.isEmpty() || !cpe.name().part().equals("o")) {
            return false;
        }
        int dash = distro.get().lastIndexOf('-');
        String name = dash < 0 ? distro.get() : distro.get().substring(0, dash);
        String release = dash < 0 ? "" : distro.get().substring(dash + 1);
        String version = cpe.version();
        boolean named =
                name.equals(cpe.name().vendor()) || name.equals(cpe.name().product());
        return named && (version.equals(Cpe.ANY) || release.equals(version) || release.startsWith(version + "."));
    }
}
