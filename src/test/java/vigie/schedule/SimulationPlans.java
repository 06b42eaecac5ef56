package vigie.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What simulations are made of. */
final class SimulationPlans {

    /** One request in a hundred goes wrong. */
    static final String FAULTS = "429=0.001,403=0.002,500=0.002,reset=0.002,truncate=0.002,html200=0.001";

    private static final Map<String, ZoneRules> ZONES = new ConcurrentHashMap<>();

    static {
        ZoneRulesProvider.registerProvider(new ZoneRulesProvider() {
            @Override
            protected Set<String> provideZoneIds() {
                // Zones are made later, and an identifier is asked for as it is.
                return Set.of("Simulation/Long", "Simulation/Short");
            }

            @Override
            protected ZoneRules provideRules(String zone, boolean forCaching) {
                return ZONES.get(zone);
            }

            @Override
            protected NavigableMap<String, ZoneRules> provideVersions(String zone) {
                return new TreeMap<>(Map.of("1", ZONES.get(zone)));
            }
        });
    }

    private SimulationPlans() {}

    /**
     * A zone as Fiji was in the summer of 2020 to 2021, with clocks that go forward from two to three and back from three to two: no
     * zone changes them twice within the days of the replay.
     */
    static ZoneId zone(LocalDate forward, LocalDate back) {
        ZoneOffset usual = ZoneOffset.ofHours(12);
        ZoneOffset summer = ZoneOffset.ofHours(13);
        String name = forward.plusDays(7).isAfter(back) ? "Simulation/Short" : "Simulation/Long";
        ZONES.put(
                name,
                ZoneRules.of(
                        usual,
                        usual,
                        List.of(),
                        List.of(
                                ZoneOffsetTransition.of(LocalDateTime.of(forward, LocalTime.of(2, 0)), usual, summer),
                                ZoneOffsetTransition.of(LocalDateTime.of(back, LocalTime.of(3, 0)), summer, usual)),
                        List.of()));
        return ZoneId.of(name);
    }
}
