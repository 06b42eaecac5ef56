package vigie.chart;

/** This machine cannot draw: it has no fonts, or no library that finds them. */
public final class DrawingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DrawingException(Throwable cause) {
        super("Charts cannot be drawn: this machine has no fonts; install fontconfig and a font such as DejaVu", cause);
    }
}
