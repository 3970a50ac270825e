package org.icecoat.imagestore.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.TestingImages;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.signer.TestingSigner;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.database.TestingOldDatabase;
import org.junit.jupiter.api.Test;

/** Images that the first version registered, before there was a log, are served and proved. */
abstract class UpgradeContract {
  private static final Dn CAROL = Dn.parse("CN=Carol,O=Grid");
  private static final Manifest DISK =
      TestingImages.disk(
          TestingImages.title("bio", "2", "both"),
          new Boot.DirectKernel(
              TestingImages.kernel().id(), TestingImages.kernel().id(), new Line("console=ttyS0")),
          List.of(Component.of("blast", "2")));
  private static final Manifest RETIRED =
      TestingImages.disk(
          TestingImages.title("hmmer", "3.3.2", "old"),
          new Boot.Uefi(),
          List.of(Component.of("hmmer", "3.3.2")));

  abstract DatabaseConfiguration emptyDatabase() throws Exception;

  @Test
  void images_of_the_first_version_are_read_and_are_the_logs_first_entries() throws Exception {
    DatabaseConfiguration old = emptyDatabase();
    TestingOldDatabase.make(old, "db/imagestore", "1", "/db/old/imagestore_v1.sql");
    try (Database database = Database.open(old, "db/imagestore")) {
      ImageLog log = TestingImageLog.over(database, new TestingSigner());

      assertThat(log.findings()).isEmpty();
      assertThat(log.view().size()).isEqualTo(4);
      assertThat(found(log, TestingImages.kernel()).retired()).isFalse();
      assertThat(found(log, DISK).retired()).isFalse();
      assertThat(found(log, RETIRED).retirement().orElseThrow().why())
          .isEqualTo(new Line("has a hole"));
      assertThat(log.view().proof(DISK.id(), OptionalLong.empty()).retirement()).isEmpty();
      assertThat(log.view().proof(RETIRED.id(), OptionalLong.empty()).retirement()).isPresent();
    }
  }

  private static RegisteredImage found(ImageLog log, Manifest manifest) {
    RegisteredImage image = log.find(manifest.id()).orElseThrow();
    assertThat(image.manifest()).isEqualTo(manifest);
    assertThat(image.registeredAt()).isEqualTo(TestingImageLog.NOON);
    assertThat(image.registeredBy()).isEqualTo(CAROL);
    return image;
  }
}
