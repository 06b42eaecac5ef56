package vigie.cli;

import picocli.CommandLine;

/** Makes commands, each with the options that all share. */
final class Commands implements CommandLine.IFactory {

    private final Vigie root;

    Commands(Vigie root) {
        this.root = root;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        try {
            return type.getDeclaredConstructor(Vigie.class).newInstance(root);
        } catch (NoSuchMethodException e) {
            return CommandLine.defaultFactory().create(type);
        }
    }
}
