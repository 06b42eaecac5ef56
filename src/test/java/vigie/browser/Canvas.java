package vigie.browser;

/** Looks at what was drawn on a canvas. */
final class Canvas {

    /** How many different colours a canvas has, up to a hundred; none or one of them is a blank one. */
    static final String COLOURS = """
            const canvas = arguments[0];
            const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            const colours = new Set();
            for (let i = 0; i < pixels.length && colours.size < 100; i += 4) {
              colours.add(pixels[i] << 24 | pixels[i + 1] << 16 | pixels[i + 2] << 8 | pixels[i + 3]);
            }
            return colours.size;
            """;

    private Canvas() {}
}
