package vigie.store;

import java.util.Optional;

/**
 * Asks for a vendor, a product, or a product of a vendor. A vendor matches as a whole, a product by its beginning:
 * {@code windows} finds {@code Windows 10 Version 1809}.
 *
 * @param vendor vendor as a person writes it
 * @param product product as a person writes it
 */
public record ProductFilter(Optional<String> vendor, Optional<String> product) {

    /** Everything. */
    public static final ProductFilter ANY = new ProductFilter(Optional.empty(), Optional.empty());

    /** Whether everything matches. */
    public boolean any() {
        return vendor.isEmpty() && product.isEmpty();
    }
}
