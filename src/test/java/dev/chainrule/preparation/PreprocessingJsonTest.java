package dev.chainrule.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.dataset.DatasetKind;
import dev.chainrule.support.Api;
import dev.chainrule.web.Fault;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingJsonTest {

    private static PreprocessingSpec read(String json, Faults faults) {
        String request = "{\"preprocessing\": " + json.replace('\'', '"') + "}";
        return PreprocessingJson.read(JsonObject.of(Api.json(request), "", faults), "preprocessing", DatasetKind.TABLE);
    }

    @Test
    void whatIsLeftOutIsTheDefault() {
        Faults faults = new Faults();
        assertThat(PreprocessingJson.write(read("{'numeric': 'none'}", faults)).toString())
                .isEqualTo("{\"numeric\":\"none\",\"categorical\":\"one_hot\",\"missing\":\"impute\","
                        + "\"target\":\"standardize\",\"date\":\"epoch_days\"}");
        assertThat(PreprocessingJson.write(PreprocessingSpec.defaultFor(DatasetKind.MATRIX))
                        .toString())
                .isEqualTo("{\"numeric\":\"none\",\"categorical\":\"one_hot\",\"missing\":\"reject\","
                        + "\"target\":\"none\",\"date\":\"epoch_days\"}");
        assertThat(faults.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'numeric':'standardize','categorical':'one_hot','missing':'impute','target':'none','date':'calendar'}",
                "{'numeric':'min_max','categorical':'one_hot','missing':'reject','target':'none','date':'epoch_days'}",
                "{'numeric':'robust','categorical':'one_hot','missing':'level','target':'none','date':'epoch_days'}",
                "{'numeric':'smooth_robust','categorical':{'type':'one_hot','minCount':5,'maxLevels':50},'missing':'level',"
                        + "'target':'standardize','date':'calendar'}",
                "{'numeric':{'type':'piecewise_linear','bins':'tree','maxBins':32},'categorical':{'type':'one_hot',"
                        + "'minCount':1,'maxLevels':null},'missing':'level','target':{'type':'standardize','clip':true},'date':'calendar'}"
            })
    void comesBackAsItWasWritten(String json) {
        Faults faults = new Faults();
        PreprocessingSpec spec = read(json, faults);
        assertThat(faults.list()).isEmpty();
        assertThat(PreprocessingJson.write(spec).toString()).isEqualTo(json.replace('\'', '"'));
    }

    @Test
    void settingsHaveDefaults() {
        Faults faults = new Faults();
        assertThat(read("{'numeric': 'piecewise_linear'}", faults).numeric())
                .isEqualTo(read("{'numeric': {'type': 'piecewise_linear'}}", faults)
                        .numeric())
                .isEqualTo(new NumberSpec.PiecewiseLinear(NumberSpec.Bins.QUANTILE, 16));
        assertThat(read("{'categorical': {'type': 'one_hot'}}", faults)
                        .categorical()
                        .plain())
                .isFalse();
        assertThat(faults.list()).isEmpty();
    }

    @Test
    void namesEveryFault() {
        Faults faults = new Faults();
        read("""
                {'numeric': {'type': 'piecewise_linear', 'bins': 'kmeans', 'maxBins': 1, 'x': 1},
                 'categorical': {'type': 'one_hot', 'minCount': 0, 'maxLevels': 0}, 'missing': 'drop', 'target': 'robust',
                 'date': 1, 'x': 1}""", faults);
        assertThat(faults.list())
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder(
                        "/preprocessing/numeric/bins",
                        "/preprocessing/numeric/maxBins",
                        "/preprocessing/numeric/x",
                        "/preprocessing/categorical/minCount",
                        "/preprocessing/categorical/maxLevels",
                        "/preprocessing/missing",
                        "/preprocessing/target",
                        "/preprocessing/date",
                        "/preprocessing/x");
    }
}
