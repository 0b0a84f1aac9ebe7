package io.clusterjar;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Keeps the house as it was built: each room uses only rooms below its own, no two rooms use each other, and nothing
 * outside the runtime touches a real clock, thread, source of chance, socket or file. A node that broke one of these
 * could not be replayed from a seed.
 */
class ArchitectureTest {

    private static final String ROOT = "io.clusterjar";

    /** The rooms from the roof down; rooms on one floor are strangers to each other. A dot at the end: with all inside. */
    private static final List<List<String>> FLOORS = List.of(
            List.of(ROOT + ".simulation.."),
            List.of(ROOT + ".check.."),
            List.of(ROOT),
            List.of(ROOT + ".launch.."),
            List.of(ROOT + ".timeline.."),
            List.of(ROOT + ".runtime.."),
            List.of(ROOT + ".node.."),
            List.of(ROOT + ".cluster.."),
            List.of(ROOT + ".sentinel..", ROOT + ".proxy.."),
            List.of(ROOT + ".replication.."),
            List.of(ROOT + ".engine.."),
            List.of(ROOT + ".command.*.."),
            List.of(ROOT + ".command"),
            List.of(ROOT + ".client.."),
            List.of(ROOT + ".gossip..", ROOT + ".election.."),
            List.of(ROOT + ".persistence.."),
            List.of(ROOT + ".net.virtual..", ROOT + ".net.tcp.."),
            List.of(ROOT + ".net"),
            List.of(ROOT + ".store.."),
            List.of(ROOT + ".config..", ROOT + ".protocol..", ROOT + ".slot..", ROOT + ".time.."),
            List.of(ROOT + ".base.."));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test/io/clusterjar/"))
            .importPackages(ROOT);

    /** Everything but the live runtime and the front that a test's own threads call. */
    private static final DescribedPredicate<JavaClass> PURE =
            resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(ROOT, ROOT + ".launch..", ROOT + ".runtime..")));

    @Test
    void shouldUseOnlyRoomsBelowWhenARoomUsesAnother() {
        LayeredArchitecture house = Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true);
        List<String> rooms = new ArrayList<>();
        for (List<String> floor : FLOORS) {
            for (String room : floor) {
                house = house.layer(room).definedBy(room);
                rooms.add(room);
            }
        }
        List<String> above = new ArrayList<>();
        for (List<String> floor : FLOORS) {
            for (String room : floor) {
                house = above.isEmpty()
                        ? house.whereLayer(room).mayNotBeAccessedByAnyLayer()
                        : house.whereLayer(room).mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
            }
            above.addAll(floor);
        }
        assertThat(rooms).doesNotHaveDuplicates();
        house.check(CLASSES);
    }

    @Test
    void shouldHaveItsFloorWhenAPackageExists() {
        String[] rooms = FLOORS.stream().flatMap(List::stream).toArray(String[]::new);
        classes().should().resideInAnyPackage(rooms).check(CLASSES);
    }

    @Test
    void shouldHaveNoCyclesWhenRoomsUseEachOther() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void shouldStartNoThreadWhenOutsideTheRuntime() {
        noClasses()
                .that(PURE)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Thread.class,
                        java.util.Timer.class,
                        java.util.concurrent.Executor.class,
                        java.util.concurrent.Executors.class,
                        java.util.concurrent.locks.LockSupport.class)
                .orShould()
                .callMethod(Object.class, "wait")
                .orShould()
                .callMethod(Object.class, "wait", long.class)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void shouldReadNoRealClockWhenOutsideTheRuntime() {
        noClasses()
                .that(PURE)
                .should()
                .accessTargetWhere(calls(System.class, "currentTimeMillis", "nanoTime"))
                .orShould()
                .accessTargetWhere(calls(java.time.Instant.class, "now"))
                .orShould()
                .accessTargetWhere(calls(java.time.LocalDateTime.class, "now"))
                .orShould()
                .accessTargetWhere(calls(java.time.ZonedDateTime.class, "now"))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.time.Clock.class)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void shouldTakeNoChancesWhenOutsideTheRuntime() {
        noClasses()
                .that(PURE)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        java.util.Random.class,
                        java.util.SplittableRandom.class,
                        java.util.concurrent.ThreadLocalRandom.class,
                        java.security.SecureRandom.class)
                .orShould()
                .accessTargetWhere(calls(Math.class, "random"))
                .orShould()
                .accessTargetWhere(calls(java.util.UUID.class, "randomUUID"))
                .orShould()
                .accessTargetWhere(calls(java.util.Collections.class, "shuffle"))
                .orShould()
                .accessTargetWhere(calls(System.class, "identityHashCode"))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void shouldOpenNoSocketOrFileWhenOutsideTheRuntime() {
        noClasses()
                .that(PURE.and(not(resideInAPackage(ROOT + ".net.tcp.."))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.channels..", "java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        java.net.Socket.class,
                        java.net.ServerSocket.class,
                        java.net.DatagramSocket.class,
                        java.io.File.class,
                        java.io.RandomAccessFile.class,
                        java.io.FileInputStream.class,
                        java.io.FileOutputStream.class)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void shouldNotChangeWhenAFieldIsStatic() {
        fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(CLASSES);
    }

    private static DescribedPredicate<JavaAccess<?>> calls(Class<?> type, String... methods) {
        DescribedPredicate<JavaAccess<?>> any = DescribedPredicate.<JavaAccess<?>>alwaysFalse();
        for (String method : methods) {
            any = any.or(JavaAccess.Predicates.target(owner(name(type.getName())))
                    .and(JavaAccess.Predicates.target(name(method)))
                    .forSubtype());
        }
        return any.as("call " + type.getSimpleName() + "." + String.join("/", methods));
    }
}
