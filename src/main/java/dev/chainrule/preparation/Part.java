package dev.chainrule.preparation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;

/** What of a column's value becomes features: the value itself, or something that the calendar says about a date. */
public enum Part {
    /** The value; of a date its days since 1970-01-01. */
    @JsonProperty("value")
    VALUE(""),
    /** Days since 2000-01-01. */
    @JsonProperty("days")
    DAYS(""),
    /** sin(2 pi d / 365.25), d the day of the year from 1. */
    @JsonProperty("year_sine")
    YEAR_SINE(":yearSine"),
    /** cos(2 pi d / 365.25). */
    @JsonProperty("year_cosine")
    YEAR_COSINE(":yearCosine"),
    /** 1 (Monday) to 7. */
    @JsonProperty("day_of_week")
    DAY_OF_WEEK(":dayOfWeek"),
    /** 1 to 12. */
    @JsonProperty("month")
    MONTH(":month");

    /** The numbers that a date becomes by the calendar. */
    static final List<Part> CALENDAR_NUMBERS = List.of(DAYS, YEAR_SINE, YEAR_COSINE);

    /** The categories that a date becomes by the calendar. */
    static final List<Part> CALENDAR_CATEGORIES = List.of(DAY_OF_WEEK, MONTH);

    private static final long YEAR_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final double DAYS_OF_YEAR = 365.25;

    private final String suffix;

    Part(String suffix) {
        this.suffix = suffix;
    }

    /** What a column's name is followed by where its features are named. */
    String suffix() {
        return suffix;
    }

    /** @param value of a number, or the days since 1970-01-01 of a date; NaN stays NaN */
    double of(double value) {
        if (this == VALUE || Double.isNaN(value)) {
            return value;
        }
        if (this == DAYS) {
            return value - YEAR_2000;
        }
        LocalDate date = LocalDate.ofEpochDay((long) Math.floor(value));
        double angle = 2 * Math.PI * date.getDayOfYear() / DAYS_OF_YEAR;
        return switch (this) {
            case YEAR_SINE -> StrictMath.sin(angle);
            case YEAR_COSINE -> StrictMath.cos(angle);
            case DAY_OF_WEEK -> date.getDayOfWeek().getValue();
            case MONTH -> date.getMonthValue();
            case VALUE, DAYS -> throw new AssertionError(this);
        };
    }
}
