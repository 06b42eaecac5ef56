package vigie.store.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import vigie.store.DamagedException;
import vigie.store.StoreException;

/** What the database complains of. */
final class Complaint {

    private Complaint() {}

    /** Whether it complains of what it was given, not of where it stands. */
    static boolean refused(SQLException e) {
        return switch (kind(e)) {
            case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG -> true;
            default -> false;
        };
    }

    /** Whether the file itself is wrong, so that nothing can be asked of it. */
    static boolean damaged(SQLException e) {
        return switch (kind(e)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
            default -> false;
        };
    }

    /** Whether another connection is in the way. */
    static boolean busy(SQLException e) {
        return switch (kind(e)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> true;
            default -> false;
        };
    }

    /** The low byte of a code is the kind of failure, the rest its details (https://sqlite.org/rescode.html). */
    private static SQLiteErrorCode kind(SQLException e) {
        return e instanceof SQLiteException s
                ? SQLiteErrorCode.getErrorCode(s.getResultCode().code & 0xff)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    /** A row that is stored holds what was never written to it. */
    static DamagedException garbled(RuntimeException e) {
        return new DamagedException(
                "a stored row is damaged (" + e.getClass().getSimpleName() + ": "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                        + "): move the database away and sync again",
                e);
    }

    /** What it means for a person. */
    static StoreException explained(SQLException e) {
        String message = switch (kind(e)) {
            case SQLITE_FULL -> "the disk is full: nothing of this file was kept; make room and sync again";
            case SQLITE_READONLY, SQLITE_CANTOPEN -> "the database cannot be written: check the rights of --home";
            case SQLITE_BUSY -> "another program holds the database";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "the file is damaged or not a database: move it away and sync again";
            default -> "the database failed: " + e.getMessage();
        };
        return new StoreException(message, e);
    }
}
