package vigie.learn;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A value for every {@link Parameter}.
 *
 * @param values all of them, in range
 */
public record BoostingParameters(Map<Parameter, Double> values) {

    /**
     * Fills what is missing with its default.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public BoostingParameters {
        Map<Parameter, Double> all = new EnumMap<>(Parameter.class);
        for (Parameter parameter : Parameter.values()) {
            double value = values.getOrDefault(parameter, parameter.initial());
            parameter.check(value);
            all.put(parameter, value);
        }
        values = Collections.unmodifiableMap(all);
    }

    /** All defaults. */
    public static BoostingParameters defaults() {
        return new BoostingParameters(Map.of());
    }

    /**
     * The same with one value changed.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public BoostingParameters with(Parameter parameter, double value) {
        Map<Parameter, Double> changed = new EnumMap<>(values);
        changed.put(parameter, value);
        return new BoostingParameters(changed);
    }

    /** The value of one parameter. */
    public double get(Parameter parameter) {
        return values.get(parameter);
    }
}
