package org.icecoat.imagestore;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.icecoat.imagestore.catalogue.CatalogueStore;
import org.icecoat.imagestore.catalogue.LogStore;
import org.icecoat.imagestore.configuration.StoreConfiguration;
import org.icecoat.imagestore.content.ContentFolder;
import org.icecoat.imagestore.log.ImageLog;
import org.icecoat.imagestore.log.StoreCheck;
import org.icecoat.imagestore.log.StoreFinding;
import org.icecoat.imagestore.signer.FileHeadSigner;
import org.icecoat.imagestore.signer.HeadSigner;
import org.icecoat.imagestore.signer.LogGuard;
import org.icecoat.imagestore.signer.TpmHeadSigner;
import org.icecoat.service.database.Database;
import org.icecoat.service.process.Watch;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.tpm.Tpm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The image log with its signer, and the thread that looks at the store again and again. */
final class OpenLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenLog.class);

  private final HeadSigner signer;
  private final ImageLog log;
  private final StoreCheck check;
  private final Watch looking;

  private OpenLog(HeadSigner signer, ImageLog log, StoreCheck check, Duration often) {
    this.signer = signer;
    this.log = log;
    this.check = check;
    check.run();
    LOG.info("The image log is {}", signer.key());
    this.looking = Watch.start(check, often);
  }

  /**
   * Opens the log and looks at the whole store once.
   *
   * @param tpm guards the log; it is closed with the log
   */
  static OpenLog open(
      StoreConfiguration configuration,
      Optional<Tpm> tpm,
      Database database,
      ContentFolder folder,
      Clock clock) {
    CatalogueStore catalogue = new CatalogueStore(database.jdbi());
    HeadSigner signer = signer(configuration, tpm);
    ImageLog log = new ImageLog(new LogStore(database.jdbi()), catalogue, signer, clock);
    return new OpenLog(
        signer, log, new StoreCheck(log, catalogue, folder), configuration.log().check());
  }

  private static HeadSigner signer(StoreConfiguration configuration, Optional<Tpm> tpm) {
    HeadSigner signer =
        tpm.isPresent()
            ? TpmHeadSigner.open(
                tpm.get(),
                configuration.logFolder(),
                configuration.tpm().counter(),
                new SecureRandom())
            : FileHeadSigner.open(configuration.logFolder());
    if (signer.protection() == TreeHead.Protection.NONE) {
      LOG.warn(
          "The image log is not protected by a TPM: whoever writes the store's files can change it"
              + " or take it back. Name a TPM in the configuration to mend that");
    }
    return signer;
  }

  static ThreadFactory daemon(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  ImageLog log() {
    return log;
  }

  /** What proves that a TPM guards it; empty if none does. */
  Optional<LogGuard> guard() {
    return signer.guard();
  }

  /** Looks at the store now. */
  void look() {
    check.run();
  }

  List<StoreFinding> findings() {
    return check.findings();
  }

  @Override
  public void close() {
    looking.close();
    signer.close();
  }
}
