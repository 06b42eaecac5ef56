package vigie.store.sqlite;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import vigie.model.Contribution;

/** Contributions in twelve bytes each, in order: id of the feature's name, value, thousandths of log-odds. */
final class ListedForm {

    private static final int ENTRY = 12;
    private static final double MILLI = 1e3;

    private ListedForm() {}

    static byte[] pack(List<Contribution> listed, ToIntFunction<String> ids) {
        ByteBuffer packed = ByteBuffer.allocate(listed.size() * ENTRY);
        for (Contribution one : listed) {
            packed.putInt(ids.applyAsInt(one.feature()))
                    .putInt(Float.floatToIntBits((float) one.value()))
                    .putInt((int) Math.round(one.logOdds() * MILLI));
        }
        return packed.array();
    }

    static List<Contribution> unpack(byte[] packed, IntFunction<String> names) {
        ByteBuffer entries = ByteBuffer.wrap(packed);
        List<Contribution> listed = new ArrayList<>(packed.length / ENTRY);
        while (entries.remaining() >= ENTRY) {
            String feature = names.apply(entries.getInt());
            listed.add(new Contribution(feature, entries.getFloat(), entries.getInt() / MILLI));
        }
        return listed;
    }
}
