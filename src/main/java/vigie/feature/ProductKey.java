package vigie.feature;

import vigie.text.Names;

/** A product under the matching keys of its names; either may be empty. */
record ProductKey(String vendor, String product) {

    static ProductKey of(String vendor, String product) {
        return new ProductKey(Names.vendor(vendor), Names.product(product));
    }

    @Override
    public String toString() {
        return vendor + "/" + product;
    }
}
