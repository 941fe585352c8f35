package dev.chainrule.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trains presets on a directory of tables through a running service, and compares them with what other libraries reached.
 *
 * <p>Arguments: the directory, which has {@code <name>.csv} and {@code meta.json} ({@code {"<name>": {"target", "task"}}}, task
 * {@code regression}, {@code binary} or {@code multiclass}); the service's address; the presets, with commas; a file that results are
 * appended to and that earlier ones are read from; then files with the results of others. Each is a line of JSON: {@code {"data",
 * "split", "model", "task", "fit", "error"}}.
 *
 * <p>In split s, 0 or 1, row i, counted from 0, is held out for the test where i mod 4 = 2 s. The error is 1 - AUC, the log loss or
 * the RMSE of the test rows; fit is the time in seconds from the start of the job to its end.
 */
public final class TableSuite {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int SPLITS = 2;
    private static final int PARTS = 4;

    private final Path directory;
    private final SuiteClient client;
    private final Path results;

    private TableSuite(Path directory, SuiteClient client, Path results) {
        this.directory = directory;
        this.client = client;
        this.results = results;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 4) {
            throw new IllegalArgumentException("DIRECTORY ADDRESS PRESET[,PRESET...] RESULTS [OTHER RESULTS...]");
        }
        TableSuite suite = new TableSuite(Path.of(args[0]), new SuiteClient(args[1]), Path.of(args[3]));
        for (String preset : args[2].split(",", -1)) {
            suite.run(preset);
        }
        List<Path> files = new ArrayList<>();
        for (int i = 3; i < args.length; i++) {
            files.add(Path.of(args[i]));
        }
        System.out.println(SuiteTable.of(read(files)).markdown());
    }

    private void run(String preset) throws IOException, InterruptedException {
        String model = "chainrule-" + preset;
        JsonNode meta = MAPPER.readTree(Files.readString(directory.resolve("meta.json")));
        List<SuiteResult> known = Files.exists(results) ? read(List.of(results)) : List.of();
        for (String data : meta.propertyNames()) {
            for (int split = 0; split < SPLITS; split++) {
                int wanted = split;
                boolean done = known.stream()
                        .anyMatch(result ->
                                result.isOf(data, wanted) && result.model().equals(model));
                if (!done) {
                    JsonNode about = meta.get(data);
                    SuiteResult result = measure(
                            preset,
                            data,
                            split,
                            about.get("target").stringValue(),
                            about.get("task").stringValue());
                    append(result);
                    System.out.println(result);
                }
            }
        }
    }

    private SuiteResult measure(String preset, String data, int split, String target, String task)
            throws IOException, InterruptedException {
        List<String> records = records(Files.readString(directory.resolve(data + ".csv")));
        StringBuilder training = new StringBuilder(records.getFirst());
        StringBuilder test = new StringBuilder(records.getFirst());
        for (int row = 0; row < records.size() - 1; row++) {
            (row % PARTS == 2 * split ? test : training).append(records.get(row + 1));
        }
        JsonNode dataset = client.upload(data, target, null, training.toString());
        JsonNode held = client.upload(data, target, dataset, test.toString());
        ObjectNode request = MAPPER.createObjectNode();
        request.put("modelName", data + "-" + split + "-" + preset).put("preset", preset);
        request.putObject("dataset").put("id", dataset.get("id").stringValue());
        request.putObject("training").put("seed", 1);
        JsonNode job = client.train(request);
        JsonNode metrics = client.evaluate(job, held.get("id").stringValue());
        double error = switch (task) {
            case "binary" -> 1 - metrics.get("rocAuc").doubleValue();
            case "multiclass" -> metrics.get("logLoss").doubleValue();
            case "regression" -> metrics.get("rmse").doubleValue();
            default -> throw new IllegalArgumentException("the task of " + data + " is unknown: " + task);
        };
        return new SuiteResult(data, split, "chainrule-" + preset, task, SuiteClient.seconds(job), error);
    }

    /** The records of a CSV file as they are, each with its line end: a quoted field may have several lines. */
    private static List<String> records(String csv) {
        List<String> records = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            quoted ^= c == '"';
            if (c == '\n' && !quoted) {
                records.add(csv.substring(start, i + 1));
                start = i + 1;
            }
        }
        if (start < csv.length()) {
            records.add(csv.substring(start) + "\n");
        }
        return records;
    }

    private void append(SuiteResult result) throws IOException {
        Files.writeString(
                results,
                MAPPER.writeValueAsString(result) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Those that failed have no error, and are left out. */
    private static List<SuiteResult> read(List<Path> files) throws IOException {
        List<SuiteResult> read = new ArrayList<>();
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                JsonNode json = MAPPER.readTree(line);
                if (json.has("error")) {
                    read.add(new SuiteResult(
                            json.get("data").stringValue(),
                            json.get("split").intValue(),
                            json.get("model").stringValue(),
                            json.get("task").stringValue(),
                            json.get("fit").doubleValue(),
                            json.get("error").doubleValue()));
                }
            }
        }
        return read;
    }
}
