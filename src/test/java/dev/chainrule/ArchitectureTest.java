package dev.chainrule;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.Initializer;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.UnitActivation;
import dev.chainrule.engine.optim.ClippingSpec;
import dev.chainrule.engine.optim.Moments;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.ScheduleSpec;
import dev.chainrule.engine.optim.WeightDecay;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;

/** The walls of the house: who may import whom, and what nobody may call. */
@AnalyzeClasses(packages = "dev.chainrule", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ENGINE = "dev.chainrule.engine..";
    private static final String MATH = "dev.chainrule.engine.math";
    private static final String REFERENCE = "dev.chainrule.engine.reference";

    /** Functions whose last bits may differ between machines and between interpreted and compiled code; those of StrictMath do not. */
    private static final Set<String> INEXACT = Set.of(
            "exp", "expm1", "log", "log10", "log1p", "pow", "sin", "cos", "tan", "asin", "acos", "atan", "atan2",
            "sinh", "cosh", "tanh", "hypot");

    /** Besides java.*, only the vector unit: see {@link #vectorUnitInItsKernelsOnly}. */
    @ArchTest
    static final ArchRule engineKnowsOnlyTheJdk = classes()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "jdk.incubator.vector..", ENGINE);

    @ArchTest
    static final ArchRule engineDirections = classes()
            .that()
            .resideInAPackage(ENGINE)
            .should(Directions.below("dev.chainrule.engine")
                    // the version of the numbers
                    .with("")
                    .with("math")
                    .with("optim")
                    .with("data", "math")
                    .with("nn", "math")
                    .with("train", "", "math", "nn", "optim", "data")
                    // what is stored is a network's parameters and the state of its training
                    .with("io", "", "train", "nn")
                    // see referenceTakesOnlySpecs
                    .with("reference", "nn", "optim"));

    /** Where the module is missing, a class that names its types cannot be linked: so few classes do, and Kernels asks first. */
    @ArchTest
    static final ArchRule vectorUnitInItsKernelsOnly = noClasses()
            .that(describe(
                    "are not the Vector... classes of engine.math",
                    type -> !(type.getPackageName().equals(MATH)
                            && type.getSimpleName().startsWith("Vector"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator..");

    /** The reference is what the engine is tested against: it takes definitions from it, and not one number. */
    @ArchTest
    static final ArchRule referenceTakesOnlySpecs = classes()
            .that()
            .resideInAPackage(REFERENCE)
            .should()
            .onlyDependOnClassesThat(describe(
                    "are of the JDK, the reference itself or a definition",
                    type -> !type.getPackageName().startsWith("dev.chainrule")
                            || type.getPackageName().equals(REFERENCE)
                            || isOneOf(
                                    type,
                                    Activation.class,
                                    ClippingSpec.class,
                                    ElementLoss.class,
                                    Initializer.class,
                                    LayerParameters.class,
                                    LayerSpec.class,
                                    Loss.class,
                                    Moments.class,
                                    NetworkSpec.class,
                                    UnitActivation.class,
                                    OptimizerSpec.class,
                                    ScheduleSpec.class,
                                    WeightDecay.class)));

    /** A definition also knows how to compute, in float. */
    @ArchTest
    static final ArchRule referenceComputesByItself = noClasses()
            .that()
            .resideInAPackage(REFERENCE)
            .should()
            .accessTargetWhere(describe(
                    "something of the engine takes float[]",
                    access -> access.getTargetOwner().getPackageName().startsWith("dev.chainrule.engine")
                            && takes(float[].class, access)));

    /** The same request and seed give the same bits: nothing random and no time of day. (System.nanoTime measures durations.) */
    @ArchTest
    static final ArchRule engineHasNoChanceAndNoTime = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat(describe(
                    "are generators of random numbers or of java.time",
                    type -> type.getName().matches("java\\.util\\.(random\\..*|Random|SplittableRandom|UUID)")
                            || type.getName().equals("java.util.concurrent.ThreadLocalRandom")
                            || type.getName().equals("java.security.SecureRandom")
                            || type.getName().equals("java.util.Date")
                            || type.getPackageName().startsWith("java.time")))
            .orShould()
            .accessTargetWhere(describe(
                    "it is Math.random or StrictMath.random",
                    access -> access.getName().equals("random")
                            && access.getTargetOwner().getPackageName().equals("java.lang")));

    @ArchTest
    static final ArchRule engineComputesTheSameEverywhere = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .accessTargetWhere(describe(
                    "it is a function of Math whose bits differ between machines",
                    access ->
                            access.getTargetOwner().isEquivalentTo(Math.class) && INEXACT.contains(access.getName())));

    /** A feature imports those that it builds on. The way back is an interface of theirs that it implements, such as NetworkUse. */
    @ArchTest
    static final ArchRule featureDirections = classes()
            .should(Directions.below("dev.chainrule")
                    // starts everything
                    .with("", "engine", "web")
                    .with("engine")
                    // health, for those who run it
                    .with("operations", "engine", "web")
                    // what all features share: imports none of them
                    .with("web")
                    .with("network", "engine", "web")
                    .with("dataset", "engine", "web")
                    // learned on the rows of a dataset
                    .with("preparation", "engine", "web", "dataset")
                    .with("model", "engine", "web", "network", "preparation")
                    .with("preset", "web", "dataset")
                    .with("training", "engine", "web", "network", "dataset", "preparation", "preset", "model")
                    .with("inference", "engine", "web", "dataset", "preparation", "model")
                    .with("trace", "engine", "web", "network", "preparation", "model"));

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.chainrule.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule controllersSpeakHttpOnly = noClasses()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", MATH);

    /** A feature shows its service and its records. */
    @ArchTest
    static final ArchRule storageIsPackagePrivate = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .or()
            .areAnnotatedWith(Embeddable.class)
            .or()
            .areAnnotatedWith(MappedSuperclass.class)
            .or()
            .areAssignableTo(Repository.class)
            .should()
            .bePackagePrivate();

    /** Time comes from the injected Clock, which tests can set; it is made in one place. */
    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.chainrule.web.WebConfiguration")
            .should()
            .accessTargetWhere(
                    describe("the system is asked for the time of day", ArchitectureTest::asksTheSystemForTheTime));

    private static boolean asksTheSystemForTheTime(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return switch (access.getName()) {
            case "now" -> owner.startsWith("java.time.") && !takes(Clock.class, access);
            case "currentTimeMillis" -> owner.equals("java.lang.System");
            case "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes" ->
                owner.equals("java.time.Clock");
            case "<init>" -> owner.equals("java.util.Date");
            default -> false;
        };
    }

    /** Whether a method, constructor or reference to one is used that has a parameter of this type. */
    private static boolean takes(Class<?> type, JavaAccess<?> access) {
        return access instanceof JavaCodeUnitAccess<?> use
                && use.getTarget().getRawParameterTypes().stream().anyMatch(taken -> taken.isEquivalentTo(type));
    }

    /** Also the records that a sealed interface holds, and arrays. */
    private static boolean isOneOf(JavaClass type, Class<?>... definitions) {
        String name = type.getBaseComponentType().getName();
        return Arrays.stream(definitions)
                .map(Class::getName)
                .anyMatch(definition -> name.equals(definition) || name.startsWith(definition + "$"));
    }
}
