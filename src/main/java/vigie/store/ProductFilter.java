package vigie.store;

import java.util.List;

/**
 * Asks for vendors, products, or products of vendors; any of them will do. A vendor matches as a whole, a product as
 * {@link vigie.text.AskedProduct} tells: {@code windows} finds {@code Windows 10 Version 1809}.
 *
 * @param vendors vendors as a person writes them; empty means no condition
 * @param products products as a person writes them; empty means no condition
 */
public record ProductFilter(List<String> vendors, List<String> products) {

    /** Everything. */
    public static final ProductFilter ANY = new ProductFilter(List.of(), List.of());

    /** Whether everything matches. */
    public boolean any() {
        return vendors.isEmpty() && products.isEmpty();
    }
}
