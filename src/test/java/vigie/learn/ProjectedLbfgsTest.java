package vigie.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProjectedLbfgsTest {

    /** (x - 3)^2 + (x - y)^2: least at (3, 3). With x not positive the least is at (0, 0), with y not positive at (1.5, 0). */
    private static double bowl(double[] at, double[] gradient) {
        gradient[0] = 2 * (at[0] - 3) + 2 * (at[0] - at[1]);
        gradient[1] = -2 * (at[0] - at[1]);
        return (at[0] - 3) * (at[0] - 3) + (at[0] - at[1]) * (at[0] - at[1]);
    }

    private static void check(int[] signs, double x, double y) {
        double[] found = ProjectedLbfgs.minimise(ProjectedLbfgsTest::bowl, signs, 100);
        assertThat(found[0]).isCloseTo(x, within(1e-4));
        assertThat(found[1]).isCloseTo(y, within(1e-4));
    }

    @Test
    void findsTheLeastPlaceWithinTheBounds() {
        check(new int[] {0, 0}, 3, 3);
        check(new int[] {1, 1}, 3, 3);
        check(new int[] {-1, 0}, 0, 0);
        check(new int[] {0, -1}, 1.5, 0);
    }

    @Test
    void findsTheEndOfABentValley() {
        double[] found = ProjectedLbfgs.minimise(
                (at, gradient) -> {
                    double along = at[1] - at[0] * at[0];
                    gradient[0] = -400 * along * at[0] - 2 * (1 - at[0]);
                    gradient[1] = 200 * along;
                    return 100 * along * along + (1 - at[0]) * (1 - at[0]);
                },
                new int[2],
                500);
        assertThat(found[0]).isCloseTo(1, within(1e-4));
        assertThat(found[1]).isCloseTo(1, within(1e-4));
    }

    /** At the minimum of a convex function no free variable has a slope, and those on their bound have one that leads across it. */
    @Property(tries = 50)
    void whatIsFoundMeetsTheConditionsOfAMinimum(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = random.nextInt(1, 30);
        double[][] rows = new double[size + 5][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = random.doubles(size, -1, 1).toArray();
        }
        double[] wanted = random.doubles(rows.length, -2, 2).toArray();
        int[] signs = random.ints(size, -1, 2).toArray();
        ProjectedLbfgs.Function function = (at, gradient) -> {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                gradient[i] = 0.2 * at[i];
                sum += 0.1 * at[i] * at[i];
            }
            for (int row = 0; row < rows.length; row++) {
                double error = -wanted[row];
                for (int i = 0; i < size; i++) {
                    error += rows[row][i] * at[i];
                }
                sum += error * error;
                for (int i = 0; i < size; i++) {
                    gradient[i] += 2 * error * rows[row][i];
                }
            }
            return sum;
        };
        double[] found = ProjectedLbfgs.minimise(function, signs, 1000);
        double[] gradient = new double[size];
        function.at(found, gradient);
        for (int i = 0; i < size; i++) {
            assertThat(signs[i] * found[i] + 0.0).isNotNegative();
            if (signs[i] == 0 || found[i] != 0) {
                assertThat(gradient[i]).isCloseTo(0, within(1e-3));
            } else {
                assertThat(signs[i] * gradient[i]).isGreaterThan(-1e-3);
            }
        }
        assertThat(ProjectedLbfgs.minimise(function, signs, 1000)).isEqualTo(found);
    }
}
