package vigie.feature;

import vigie.text.Names;

/** A product under the matching keys of its names; either may be empty. */
record ProductKey(String vendor, String product) {

    static ProductKey of(String vendor, String product) {
        String key = Names.vendor(vendor);
        return new ProductKey(key, Names.product(key, product));
    }

    @Override
    public String toString() {
        return vendor + "/" + product;
    }
}
