package vigie.ssvc;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What the list of assets says of one asset.
 *
 * @param name its name, as the finding has it
 * @param owner who is responsible for it
 * @param asOf the oldest day of which anything said here is, where the list says one
 * @param assetClass what decisions depend on
 */
public record Asset(String name, Optional<String> owner, Optional<LocalDate> asOf, AssetClass assetClass) {

    /** An asset of which nothing is known but its name. */
    public static Asset unknown(String name) {
        return new Asset(name, Optional.empty(), Optional.empty(), AssetClass.ANY);
    }
}
