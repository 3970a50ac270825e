package org.icecoat.imagestore.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.TestingImages;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.imagestore.authorization.Curator;
import org.icecoat.imagestore.authorization.StorePolicy;
import org.icecoat.imagestore.catalogue.KeyStore;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.catalogue.TestingCatalogue;
import org.icecoat.imagestore.content.ContentFolder;
import org.icecoat.imagestore.content.ContentLimits;
import org.icecoat.imagestore.content.IncomingContent;
import org.icecoat.imagestore.content.TestingBytes;
import org.icecoat.imagestore.content.UnregisteredContent;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.imagestore.inspection.Inspection;
import org.icecoat.imagestore.inspection.SecondOpinion;
import org.icecoat.imagestore.log.ImageLog;
import org.icecoat.imagestore.log.TestingImageLog;
import org.icecoat.imagestore.signer.TestingSigner;
import org.icecoat.service.access.AccessPolicy;
import org.icecoat.service.access.Caller;
import org.icecoat.service.access.Subject;
import org.icecoat.service.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the disk after registrations that went well, went wrong or were killed. */
class RegisterImageTest {
  private static final Dn CAROL = Dn.parse("CN=Carol,O=Grid");
  private static final byte[] BYTES = TestingBytes.of(4096);

  @TempDir Path path;
  private final Database database = TestingCatalogue.inMemory();
  private final TestingSigner signer = new TestingSigner();
  private ImageLog log;
  private ContentFolder folder;

  @BeforeEach
  void start() throws IOException {
    folder = ContentFolder.open(path, new ContentLimits(1 << 20, 0, 4), Runnable::run);
    log = TestingImageLog.over(database, signer);
    unregistered().settle();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void nothing_is_uploaded_to_a_store_that_cannot_sign() {
    signer.answer(0);
    assertRefused(order("a", TestingBytes.broken()), StoreFault.SIGNER_SILENT);
    assertThat(files()).isEmpty();
  }

  @Test
  void a_registration_leaves_its_content_and_nothing_else() {
    RegisteredImage image = register("a");
    assertThat(files()).containsExactlyInAnyOrder(hex(image), hex(image) + ".tree");
  }

  @Test
  void content_of_an_image_that_the_log_refuses_goes_again() {
    signer.answer(1);
    assertRefused(order("a"), StoreFault.SIGNER_SILENT);
    assertThat(files()).isEmpty();
  }

  @Test
  void content_of_an_image_that_the_database_refuses_goes_when_it_can_be_told() throws Exception {
    execute("alter table image rename to elsewhere");
    assertRefused(order("a"), StoreFault.STORE_BROKEN);
    assertThat(files()).hasSize(3);
    execute("alter table elsewhere rename to image");
    start();
    assertThat(files()).isEmpty();
  }

  @Test
  void content_that_another_image_has_stays() throws Exception {
    RegisteredImage image = register("a");
    signer.answer(1);
    assertRefused(order("b"), StoreFault.SIGNER_SILENT);
    assertThat(files()).containsExactlyInAnyOrder(hex(image), hex(image) + ".tree");
    signer.recover();
    start();
    assertThat(files()).containsExactlyInAnyOrder(hex(image), hex(image) + ".tree");
  }

  @Test
  void content_of_an_image_whose_append_is_not_ended_stays_and_is_served_after_it_is()
      throws Exception {
    signer.loseTheNextRaise();
    assertRefused(order("a"), StoreFault.SIGNER_SILENT);
    signer.recover();
    start();
    RegisteredImage image = register("a");
    assertThat(log.view().size()).isEqualTo(1);
    assertThat(files()).containsExactlyInAnyOrder(hex(image), hex(image) + ".tree");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void content_that_two_registrations_hold_goes_with_the_last_of_them_unless_one_went_well(
      boolean well) {
    UnregisteredImages images = unregistered();
    RegisteredImage image = kept(images);
    Sha256 root = image.manifest().content().root();
    images.hold(root, image.id());
    images.release(root, image.id());
    assertThat(files()).hasSize(3);
    if (well) {
      log.register(image);
    }
    images.release(root, image.id());
    assertThat(files()).hasSize(well ? 2 : 0);
  }

  @Test
  void content_and_key_of_a_registration_that_was_killed_are_gone_after_the_next_start()
      throws Exception {
    RegisteredImage image = kept(unregistered());
    keepKey(image);
    assertThat(files()).hasSize(3);
    start();
    assertThat(files()).isEmpty();
    assertThat(keys()).isZero();
  }

  @Test
  void a_killed_registration_that_reached_the_log_loses_nothing() throws Exception {
    RegisteredImage image = kept(unregistered());
    keepKey(image);
    log.register(image);
    start();
    assertThat(files()).containsExactlyInAnyOrder(hex(image), hex(image) + ".tree");
    assertThat(keys()).isEqualTo(1);
  }

  @Test
  void what_is_in_the_log_stays_though_its_row_is_gone_and_all_does_while_the_log_is_doubtful()
      throws Exception {
    RegisteredImage image = kept(unregistered());
    log.register(image);
    execute("delete from image");
    signer.raise();
    start();
    assertThat(files()).hasSize(3);
    signer.count(signer.counter().getAsLong() - 1);
    start();
    assertThat(files()).containsExactlyInAnyOrder(hex(image), hex(image) + ".tree");
  }

  /** An image whose content is kept, and which is not registered yet. */
  private RegisteredImage kept(UnregisteredImages images) {
    IncomingContent incoming = folder.receive(new ByteArrayInputStream(BYTES));
    Manifest manifest =
        new Manifest(description("a"), incoming.content(), Optional.of(new DiskMiB(1)));
    images.hold(incoming.content().root(), manifest.id());
    folder.keep(incoming);
    return RegisteredImage.of(manifest, TestingImageLog.NOON, CAROL);
  }

  private void keepKey(RegisteredImage image) {
    execute(
        "insert into image_key (image_id, sealed, pcrs) values ('%s', '', '7')"
            .formatted(image.id().digest().hex()));
  }

  private long keys() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("select count(*) from image_key").mapTo(Long.class).one());
  }

  private static String hex(RegisteredImage image) {
    return image.manifest().content().root().hex();
  }

  private RegisteredImage register(String name) {
    return registering().register(curator(), order(name));
  }

  private void assertRefused(RegisterImage.Order order, StoreFault fault) {
    assertThatThrownBy(() -> registering().register(curator(), order))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private RegisterImage registering() {
    return new RegisterImage(
        log,
        folder,
        unregistered(),
        new Inspection(SecondOpinion.NONE),
        Optional.empty(),
        Clock.fixed(TestingImageLog.NOON, ZoneOffset.UTC));
  }

  private UnregisteredImages unregistered() {
    return new UnregisteredImages(
        log, new UnregisteredContent(folder), new KeyStore(database.jdbi()));
  }

  private static RegisterImage.Order order(String name) {
    return order(name, new ByteArrayInputStream(BYTES));
  }

  private static RegisterImage.Order order(String name, InputStream content) {
    return new RegisterImage.Order(description(name), Optional.empty(), false, content);
  }

  private static ImageDescription description(String name) {
    return new ImageDescription(
        TestingImages.title(name, "1", ""),
        new Architecture("x86_64"),
        List.of(),
        new ImageUse.Disk(ImageFormat.RAW, Optional.empty(), new Boot.Uefi(), Optional.empty()));
  }

  private static Curator curator() {
    AccessPolicy policy =
        new AccessPolicy(null, List.of(new Subject(CAROL, null)), null, null, null);
    return new StorePolicy(() -> policy).requireCurator(new Caller(CAROL, List.of()));
  }

  private Set<String> files() {
    return Set.of(path.toFile().list());
  }

  private void execute(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }
}
