package vigie.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import vigie.store.ColumnScan;
import vigie.text.AskedProduct;

/**
 * The products and vendors of CVEs. A product is a number; a name has
 * many spellings, and the first one is shown. Immutable and thread-safe.
 */
public final class Products {

    private final Names all;
    private final int[] start;
    private final int[] product;
    private final RowSetCache remembered = new RowSetCache();
    private final int[] same;

    private Products(Names all, int[] start, int[] product) {
        this.all = all;
        this.same = standing(all);
        this.start = start;
        this.product = product;
    }

    /** By product number: the number of its vendor, its keys and its names. */
    private record Names(
            int[] vendor,
            String[] productKey,
            String[] name,
            Map<String, Integer> vendors,
            String[] vendorName,
            String[] vendorKey) {}

    static Products read(ColumnScan scan, CveColumns columns) {
        Names names = names(scan);
        int[] start = new int[columns.key.length + 1];
        Pairs pairs = new Pairs();
        CveColumns.Cursor cursor = columns.cursor();
        int[] filled = {0};
        scan.affects((cve, product) -> cursor.row(cve).ifPresent(row -> {
            while (filled[0] <= row) {
                start[filled[0]++] = pairs.size;
            }
            pairs.addNew((int) product, start[row]);
        }));
        Arrays.fill(start, filled[0], start.length, pairs.size);
        return new Products(names, start, Arrays.copyOf(pairs.values, pairs.size));
    }

    private static Names names(ColumnScan scan) {
        int[] largest = {0};
        Map<Integer, String[]> rows = new HashMap<>();
        scan.products((id, vendor, product, vendorKey, productKey) -> {
            largest[0] = Math.max(largest[0], id);
            rows.put(id, new String[] {vendor, product, vendorKey, productKey});
        });
        int size = largest[0] + 1;
        int[] vendorOf = new int[size];
        String[] keys = new String[size];
        String[] names = new String[size];
        Map<String, Integer> vendors = new HashMap<>();
        String[] vendorNames = new String[size];
        String[] vendorKeys = new String[size];
        rows.forEach((id, row) -> {
            Integer vendor = vendors.computeIfAbsent(row[2], key -> vendors.size());
            if (vendorNames[vendor] == null || better(row[0], vendorNames[vendor])) {
                vendorNames[vendor] = row[0];
            }
            vendorKeys[vendor] = row[2];
            vendorOf[id] = vendor;
            keys[id] = row[3];
            names[id] = row[1];
        });
        return new Names(
                vendorOf,
                keys,
                names,
                vendors,
                Arrays.copyOf(vendorNames, vendors.size()),
                Arrays.copyOf(vendorKeys, vendors.size()));
    }

    /** Of several spellings, the most readable one is shown. */
    private static int[] standing(Names all) {
        Map<String, Integer> best = new HashMap<>(all.vendor.length * 2);
        for (int id = 0; id < all.vendor.length; id++) {
            if (all.productKey[id] != null) {
                int candidate = id;
                best.merge(
                        all.vendor[id] + " " + all.productKey[id],
                        candidate,
                        (one, other) -> better(all.name[other], all.name[one]) ? other : one);
            }
        }
        int[] same = new int[all.vendor.length];
        for (int id = 0; id < same.length; id++) {
            same[id] = all.productKey[id] == null ? id : best.get(all.vendor[id] + " " + all.productKey[id]);
        }
        return same;
    }

    /** A name with capitals and spaces is readable, one like {@code palo_alto_networks} is not. */
    private static boolean better(String name, String than) {
        int gain = readable(name) - readable(than);
        return gain > 0
                || gain == 0
                        && (name.length() < than.length()
                                || name.length() == than.length() && name.compareTo(than) < 0);
    }

    private static int readable(String name) {
        boolean capital = !name.isEmpty() && Character.isUpperCase(name.charAt(0));
        boolean shouted = name.length() > 4 && name.equals(name.toUpperCase(java.util.Locale.ROOT));
        return (capital ? 2 : 0) - (name.indexOf('_') >= 0 ? 1 : 0) - (shouted ? 1 : 0);
    }

    /** How many vendors there are. */
    public int vendors() {
        return all.vendorName.length;
    }

    /** The vendor of a product. */
    public int vendorOf(int product) {
        return all.vendor[product];
    }

    /** The display name of a vendor; empty if records name none. */
    public String vendorName(int vendor) {
        return all.vendorKey[vendor].isEmpty() ? "" : all.vendorName[vendor];
    }

    /** A product's name as written. */
    public String name(int product) {
        return all.name[product] == null ? "" : all.name[product];
    }

    /** A product's key; two with the same key and vendor are one product. Empty where the name names nothing. */
    public String key(int product) {
        return all.productKey[product] == null ? "" : all.productKey[product];
    }

    /** How many product numbers there are. */
    public int products() {
        return all.vendor.length;
    }

    /** The number that stands for a product and all that have the same vendor and key. */
    public int same(int product) {
        return same[product];
    }

    /** The number of a vendor that a person names in any writing. */
    public Optional<Integer> vendor(String name) {
        String key = vigie.text.Names.vendor(name);
        return key.isEmpty() ? Optional.empty() : Optional.ofNullable(all.vendors.get(key));
    }

    /** Visits the distinct products of a CVE. */
    public void of(int row, IntConsumer products) {
        for (int i = start[row]; i < start[row + 1]; i++) {
            products.accept(product[i]);
        }
    }

    /**
     * The rows of CVEs of which any product is of one of the vendors and is asked for by one of the names ({@link AskedProduct});
     * empty asks for nothing. They are shared, and not to be changed.
     */
    BitSet rows(List<String> vendors, List<String> names) {
        return remembered.rows(List.of(vendors, names), () -> find(vendors, names));
    }

    private BitSet find(List<String> vendors, List<String> names) {
        Set<Integer> wanted =
                vendors.stream().flatMap(name -> vendor(name).stream()).collect(Collectors.toSet());
        List<AskedProduct> asked = names.stream().map(AskedProduct::of).toList();
        BitSet matching = new BitSet(all.vendor.length);
        for (int id = 0; id < all.vendor.length; id++) {
            String key = all.productKey[id];
            if (key != null && (vendors.isEmpty() || wanted.contains(all.vendor[id]))) {
                String vendor = all.vendorKey[all.vendor[id]];
                String name = all.name[id];
                if (names.isEmpty() || asked.stream().anyMatch(one -> one.matches(vendor, key, name))) {
                    matching.set(id);
                }
            }
        }
        return matching.isEmpty() ? new BitSet() : rows(matching::get);
    }

    private BitSet rows(IntPredicate wanted) {
        BitSet rows = new BitSet(start.length);
        for (int row = 0; row + 1 < start.length; row++) {
            for (int i = start[row]; i < start[row + 1]; i++) {
                if (wanted.test(product[i])) {
                    rows.set(row);
                    break;
                }
            }
        }
        return rows;
    }

    /** A growing array of numbers. */
    private static final class Pairs {
        private int[] values = new int[1 << 19];
        private int size;

        void addNew(int value, int from) {
            for (int i = from; i < size; i++) {
                if (values[i] == value) {
                    return;
                }
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }
    }
}
