package vigie.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptStatementsTest {

    private Connection plain;
    private Connection db;

    @BeforeEach
    void open() throws SQLException {
        plain = DriverManager.getConnection("jdbc:sqlite::memory:");
        plain.createStatement().execute("CREATE TABLE t (n INTEGER)");
        plain.createStatement().execute("INSERT INTO t VALUES (1), (2), (3)");
        db = KeptStatements.of(plain);
    }

    @AfterEach
    void close() throws SQLException {
        plain.close();
    }

    @Test
    void theSameQuestionAskedWithinItselfGetsAStatementOfItsOwn() throws SQLException {
        String sql = "SELECT n FROM t WHERE n >= ?";
        List<String> pairs = new ArrayList<>();
        for (int turn = 0; turn < 2; turn++) {
            pairs.clear();
            try (PreparedStatement outer = db.prepareStatement(sql)) {
                outer.setInt(1, 1);
                try (ResultSet row = outer.executeQuery()) {
                    while (row.next()) {
                        pairs.add(row.getInt(1) + ":" + Sql.list(db, sql, r -> r.getInt(1), row.getInt(1)));
                    }
                }
            }
        }
        assertThat(pairs).containsExactly("1:[1, 2, 3]", "2:[2, 3]", "3:[3]");
    }

    @Test
    void valuesOfTheQuestionBeforeAreForgotten() throws SQLException {
        String sql = "SELECT count(*) FROM t WHERE n = ?";
        assertThat(Sql.list(db, sql, row -> row.getInt(1), 1)).containsExactly(1);
        try (PreparedStatement again = db.prepareStatement(sql);
                ResultSet row = again.executeQuery()) {
            assertThat(row.getInt(1)).isZero();
        }
    }

    @Test
    void aKeptStatementHoldsNothingOpen() throws SQLException {
        assertThat(Sql.list(db, "SELECT n FROM t", row -> row.getInt(1))).hasSize(3);
        plain.createStatement().execute("DROP TABLE t");
        assertThatThrownBy(() -> Sql.list(db, "SELECT n FROM t", row -> row.getInt(1)))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void manyDifferentQuestionsAreNotKeptForGood() throws SQLException {
        for (int i = 0; i < 1000; i++) {
            assertThat(Sql.list(db, "SELECT " + i, row -> row.getInt(1))).containsExactly(i);
        }
        assertThat(Sql.list(db, "SELECT 5", row -> row.getInt(1))).containsExactly(5);
    }
}
