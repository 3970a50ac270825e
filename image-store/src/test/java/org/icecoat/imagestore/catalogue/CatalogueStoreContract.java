package org.icecoat.imagestore.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.TestingImages;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.service.database.Database;
import org.icecoat.trust.log.LogEntry;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the catalogue promises on every database that it runs on. */
abstract class CatalogueStoreContract {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00.123456Z");
  private static final Dn CURATOR = Dn.parse("CN=Carol \\, Curator,O=Grid's \\\"best\\\",C=XX");

  private Database database;
  private CatalogueStore catalogue;
  private TestingAppends appends;

  /** An empty database with the catalogue's tables. */
  abstract Database open() throws Exception;

  @BeforeEach
  void openDatabase() throws Exception {
    database = open();
    catalogue = new CatalogueStore(database.jdbi());
    appends = new TestingAppends(database);
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  @Test
  void every_kind_of_image_is_read_as_it_was_written() {
    List<Manifest> manifests =
        List.of(
            TestingImages.kernel(),
            disk("uefi", "1", new Boot.Uefi()),
            TestingImages.disk(
                TestingImages.title("bio", "1:2~rc1", "Größe: 1 µm"),
                new Boot.DirectKernel(
                    TestingImages.kernel().id(),
                    TestingImages.kernel().id(),
                    new Line("console=ttyS0 a='b' \\ %s ? :id")),
                List.of(Component.of("HMMER", "3.3.2+dfsg-1"), Component.of("blast", "2"))));
    for (Manifest manifest : manifests) {
      RegisteredImage image = add(manifest, NOON);
      assertThat(catalogue.find(image.id())).contains(image);
    }
  }

  @Test
  void an_unknown_id_is_nothing() {
    assertThat(catalogue.find(TestingImages.hmmer().id())).isEmpty();
    assertThat(
            appends.retire(
                catalogue,
                TestingImages.hmmer().id(),
                new RegisteredImage.Retirement(NOON, CURATOR, Line.EMPTY)))
        .isEmpty();
  }

  @Test
  void registering_again_changes_nothing() {
    RegisteredImage first = add(disk("a", "1", new Boot.Uefi()), NOON);
    RegisteredImage again = add(disk("a", "1", new Boot.Uefi()), NOON.plusSeconds(60));
    assertThat(again).isEqualTo(first);
    assertThat(catalogue.newest(10, true)).containsExactly(first);
  }

  @Test
  void one_of_many_registrations_at_once_counts_for_all() {
    List<CompletableFuture<RegisteredImage>> all =
        Stream.iterate(0L, i -> i + 1)
            .limit(8)
            .map(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> add(TestingImages.kernel(), NOON.plusSeconds(i))))
            .toList();
    assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
  }

  @Test
  void the_first_retirement_counts_and_stays_after_another_registration() {
    RegisteredImage image = add(disk("a", "1", new Boot.Uefi()), NOON);
    Instant later = NOON.plusSeconds(1);
    RegisteredImage retired =
        appends
            .retire(
                catalogue,
                image.id(),
                new RegisteredImage.Retirement(later, CURATOR, new Line("leaks; see \"CVE\"")))
            .orElseThrow();
    assertThat(retired.retirement())
        .contains(new RegisteredImage.Retirement(later, CURATOR, new Line("leaks; see \"CVE\"")));
    assertThat(
            appends.retire(
                catalogue,
                image.id(),
                new RegisteredImage.Retirement(later.plusSeconds(1), Dn.parse("CN=X"), Line.EMPTY)))
        .contains(retired);
    assertThat(add(image.manifest(), later)).isEqualTo(retired);
  }

  @Test
  void who_reads_the_log_waits_for_an_append_that_may_still_be_committed() {
    CompletableFuture<Void> written = new CompletableFuture<>();
    CompletableFuture<Void> reading = new CompletableFuture<>();
    CompletableFuture<Void> append =
        CompletableFuture.runAsync(
            () ->
                database
                    .jdbi()
                    .useTransaction(
                        handle -> {
                          new LogTable(handle)
                              .write(
                                  appends.next(
                                      LogEntry.registration(
                                          TestingImages.kernel(), NOON, CURATOR)));
                          written.complete(null);
                          reading.join();
                        }));
    written.join();
    CompletableFuture<Integer> rows =
        CompletableFuture.supplyAsync(
            () -> {
              reading.complete(null);
              return new LogStore(database.jdbi()).read().rows().size();
            });
    assertThat(rows.join()).isEqualTo(1);
    append.join();
  }

  @Test
  void the_newest_disks_in_use_come_first() {
    RegisteredImage old = add(disk("a", "1", new Boot.Uefi()), NOON);
    RegisteredImage young = add(disk("b", "1", new Boot.Uefi()), NOON.plusSeconds(2));
    RegisteredImage retired = add(disk("c", "1", new Boot.Uefi()), NOON.plusSeconds(3));
    appends.retire(
        catalogue, retired.id(), new RegisteredImage.Retirement(NOON, CURATOR, Line.EMPTY));
    RegisteredImage kernel = add(TestingImages.kernel(), NOON.plusSeconds(4));
    assertThat(catalogue.newest(10, false)).containsExactly(young, old);
    assertThat(catalogue.newest(1, false)).containsExactly(young);
    assertThat(catalogue.newest(10, true))
        .extracting(RegisteredImage::id)
        .containsExactly(kernel.id(), retired.id(), young.id(), old.id());
  }

  @Test
  void a_disk_cannot_name_a_kernel_that_is_not_there() {
    Boot boot =
        new Boot.DirectKernel(
            new ImageId(TestingImages.digest('9')), TestingImages.kernel().id(), Line.EMPTY);
    assertThatThrownBy(() -> add(disk("a", "1", boot), NOON))
        .isInstanceOf(StoreException.class)
        .hasCauseInstanceOf(UnableToExecuteStatementException.class)
        .hasMessageNotContaining("image_");
    assertThat(catalogue.newest(10, true)).isEmpty();
  }

  @Test
  void content_that_images_share_is_counted_once() {
    assertThat(catalogue.totals()).isEqualTo(new CatalogueTotals(0, 0));
    add(disk("a", "1", new Boot.Uefi()), NOON);
    add(disk("b", "1", new Boot.Uefi()), NOON);
    add(TestingImages.kernel(), NOON);
    assertThat(catalogue.totals()).isEqualTo(new CatalogueTotals(3, 75_497_472 + 7_000_000));
  }

  @Test
  void a_row_that_was_altered_is_noticed() {
    RegisteredImage image = add(disk("a", "1", new Boot.Uefi()), NOON);
    RegisteredImage other = add(disk("b", "1", new Boot.Uefi()), NOON);
    for (String change :
        List.of(
            "update image set root = '" + "0".repeat(64) + "' where name = 'a'",
            "update image set kind = 'NONSENSE' where name = 'a'")) {
      database.jdbi().useHandle(handle -> handle.execute(change));
      assertThatThrownBy(() -> catalogue.find(image.id()))
          .isInstanceOfSatisfying(
              StoreException.class,
              altered -> assertThat(altered.fault()).isEqualTo(StoreFault.CATALOGUE_ALTERED));
      assertThat(catalogue.newest(10, true)).containsExactly(other);
    }
  }

  @Test
  void a_component_that_was_added_behind_our_back_is_noticed() {
    RegisteredImage image = add(disk("a", "1", new Boot.Uefi()), NOON);
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into image_component (image_id, name, version) values (?, 'x', '1')",
                    image.id().digest().hex()));
    assertThatThrownBy(() -> catalogue.find(image.id())).isInstanceOf(StoreException.class);
  }

  private RegisteredImage add(Manifest manifest, Instant at) {
    return appends.add(catalogue, RegisteredImage.of(manifest, at, CURATOR));
  }

  private static Manifest disk(String name, String version, Boot boot) {
    return TestingImages.disk(TestingImages.title(name, version, ""), boot, List.of());
  }
}
