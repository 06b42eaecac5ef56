package vigie.finding.format;

import java.util.List;
import java.util.Optional;
import vigie.finding.FindingReader;
import vigie.finding.Format;

/** All formats that are read, in the order in which a file is held against them. */
public final class Formats {

    /** The list. What is narrow stands before what would take in more. */
    public static final List<Format> ALL = List.of(
            new TrivyJson(),
            new TrivyOperatorJson(),
            new GrypeJson(),
            new CycloneDxJson(),
            new SpdxJson(),
            new Spdx3Json(),
            new VigieSarifJson(),
            new SarifJson(),
            new OsvScannerJson(),
            new DependencyTrackJson(),
            new SnykJson(),
            new InspectorJson(),
            new AsffJson(),
            new DefenderJson(),
            new WazuhJson(),
            new GovulncheckJson(),
            new NpmAuditJson(),
            new PipAuditJson(),
            new CargoAuditJson(),
            new ComposerAuditJson(),
            new GitLabJson(),
            new DependabotJson(),
            new XrayJson(),
            new ClairJson(),
            new AnchoreJson(),
            new HarborJson(),
            new TwistlockJson(),
            new SysdigJson(),
            new BlackDuckJson(),
            new VigieVexJson(),
            new OpenVexJson(),
            new VexIndexJson(),
            new CsafJson(),
            new DependencyCheckJson(),
            new NucleiJson(),
            new YarnAuditJson(),
            new SsvcJson(),
            new VigieJson(),
            new EmptyJson(),
            new NessusXml(),
            new OpenVasXml(),
            new NexposeXml(),
            new QualysXml(),
            new NmapXml(),
            new DependencyCheckXml(),
            new CycloneDxXml(),
            new OpenScapXml(),
            new SpdxTagValue(),
            new VigieCsv(),
            new NessusCsv(),
            new OpenVasCsv(),
            new QualysCsv(),
            new SysdigCsv(),
            new BlackDuckCsv(),
            new WizCsv(),
            new AnyCsv(),
            new IdList());

    private Formats() {}

    /** The format with this name. */
    public static Optional<Format> named(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** A reader of all of them. */
    public static FindingReader reader() {
        return new FindingReader(ALL);
    }
}
