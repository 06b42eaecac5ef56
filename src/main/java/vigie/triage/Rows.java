package vigie.triage;

import java.util.Arrays;

/**
 * The rows of a list as numbers: where the finding is in the {@link Spool}, and the numbers of vulnerability, asset, and of what the
 * scanner says or, later, of the verdict. They stand in blocks, so that a list that grows is never copied and wastes no memory: twenty
 * bytes a row. For one thread at a time.
 */
final class Rows {

    private static final int BLOCK_BITS = 16;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int IN_BLOCK = BLOCK - 1;

    private record Block(long[] at, int[] id, int[] asset, int[] said) {

        Block() {
            this(new long[BLOCK], new int[BLOCK], new int[BLOCK], new int[BLOCK]);
        }
    }

    private Block[] blocks = {new Block()};
    private int size;

    /** How many rows there are. */
    int size() {
        return size;
    }

    void add(long at, int id, int asset, int said) {
        if (size == Integer.MAX_VALUE) {
            throw new IllegalStateException("More than 2,147,483,647 findings in one run: split the report");
        }
        int number = size >> BLOCK_BITS;
        if (number == blocks.length) {
            blocks = Arrays.copyOf(blocks, number + Math.max(1, number >> 1));
        }
        if (blocks[number] == null) {
            blocks[number] = new Block();
        }
        size++;
        set(size - 1, at, id, asset, said);
    }

    private void set(int row, long at, int id, int asset, int said) {
        Block block = block(row);
        int place = row & IN_BLOCK;
        block.at[place] = at;
        block.id[place] = id;
        block.asset[place] = asset;
        block.said[place] = said;
    }

    /** Writes a row over another one, with another vulnerability. */
    void move(int from, int to, int id) {
        set(to, at(from), id, asset(from), said(from));
    }

    /** Leaves the first rows only. */
    void shorten(int kept) {
        size = kept;
    }

    /** Where the finding of a row is. */
    long at(int row) {
        return block(row).at[row & IN_BLOCK];
    }

    /** The number of a row's vulnerability. */
    int id(int row) {
        return block(row).id[row & IN_BLOCK];
    }

    /** The number of a row's asset. */
    int asset(int row) {
        return block(row).asset[row & IN_BLOCK];
    }

    /** The number of what the scanner says of a row; of its verdict, once there is one. */
    int said(int row) {
        return block(row).said[row & IN_BLOCK];
    }

    /** Puts the number of a row's verdict in the place of what the scanner says. */
    void decide(int row, int verdict) {
        block(row).said[row & IN_BLOCK] = verdict;
    }

    private Block block(int row) {
        return blocks[row >> BLOCK_BITS];
    }
}
