package org.icecoat.imagestore;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.icecoat.imagestore.authorization.StorePolicy;
import org.icecoat.imagestore.catalogue.CatalogueStore;
import org.icecoat.imagestore.catalogue.KeyStore;
import org.icecoat.imagestore.catalogue.release.ReleaseStore;
import org.icecoat.imagestore.configuration.StoreConfiguration;
import org.icecoat.imagestore.content.ContentAudit;
import org.icecoat.imagestore.content.ContentFolder;
import org.icecoat.imagestore.content.ContentRounds;
import org.icecoat.imagestore.content.UnregisteredContent;
import org.icecoat.imagestore.inspection.Inspection;
import org.icecoat.imagestore.log.ImageLog;
import org.icecoat.imagestore.log.LogView;
import org.icecoat.imagestore.release.KeyRelease;
import org.icecoat.imagestore.search.ImageSearch;
import org.icecoat.imagestore.soap.StoreEndpoint;
import org.icecoat.imagestore.soap.StoreStatus;
import org.icecoat.imagestore.soap.StoreUses;
import org.icecoat.imagestore.use.FetchImage;
import org.icecoat.imagestore.use.JudgeByPolicies;
import org.icecoat.imagestore.use.ListKeyDecisions;
import org.icecoat.imagestore.use.LookUpImage;
import org.icecoat.imagestore.use.ProveGuard;
import org.icecoat.imagestore.use.ProveImage;
import org.icecoat.imagestore.use.RegisterImage;
import org.icecoat.imagestore.use.RetireImage;
import org.icecoat.imagestore.use.UnregisteredImages;
import org.icecoat.imagestore.use.VerifyImage;
import org.icecoat.service.access.AccessFile;
import org.icecoat.service.database.Database;
import org.icecoat.service.metrics.Metrics;
import org.icecoat.service.process.Opened;
import org.icecoat.service.process.ServiceProcess;
import org.icecoat.service.process.Watch;
import org.icecoat.service.server.ServerConfiguration;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.tpm.Tpm;
import org.icecoat.trust.tpm.TpmSettings;
import org.icecoat.trust.tpm.esys.EsysTpm;
import org.icecoat.wsrf.server.WsrfServer;
import org.icecoat.wsrf.tls.TlsMaterial;

/** An image store that serves; closing it closes all that it opened, last first. */
public final class RunningStore implements ServiceProcess.RunningService {
  private static final String MIGRATIONS = "db/imagestore";
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final StoreConfiguration configuration;
  private final Clock clock;
  private final SecureRandom random;
  private final Opened opened = new Opened();
  private URI address;

  private RunningStore(StoreConfiguration configuration, Clock clock, SecureRandom random) {
    this.configuration = configuration;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Opens everything that is configured, and serves.
   *
   * @param random of which the keys of confidential images are made
   * @throws IOException if the port is taken, the keys cannot be used or the folder cannot be made
   */
  public static RunningStore start(
      StoreConfiguration configuration, Clock clock, SecureRandom random) throws IOException {
    RunningStore store = new RunningStore(configuration, clock, random);
    boolean started = false;
    try {
      store.open();
      started = true;
      return store;
    } finally {
      if (!started) {
        store.close();
      }
    }
  }

  private void open() throws IOException {
    AccessFile access = AccessFile.open(configuration.policy());
    opened.push(Watch.start(access::refresh)::close);
    ExecutorService hashing = HashingThreads.start(PROCESSORS);
    opened.push(hashing::shutdownNow);
    Database database = Database.open(configuration.database(), MIGRATIONS);
    opened.push(database::close);
    Metrics metrics = metrics(database);
    GridTrust trust = GridTrust.open(configuration.trust(), clock);
    opened.push(trust::close);
    ContentFolder folder =
        ContentFolder.open(
            configuration.content().folder(), configuration.content().limits(), hashing);
    Optional<Tpm> tpm = tpm();
    OpenLog log = OpenLog.open(configuration, tpm, database, folder, clock);
    opened.push(log::close);
    Images images = new Images(database, folder, hashing, log);
    Optional<OpenKeys> keys =
        tpm.map(it -> new OpenKeys(configuration, it, database, trust, clock, access.policy()));
    keys.ifPresent(it -> opened.push(it::close));
    StoreEndpoint endpoint =
        new StoreEndpoint(
            uses(images, confidential(keys, images)),
            new StorePolicy(access::policy),
            () -> status(images),
            trust.callers(),
            clock);
    rounds(images);
    serve(endpoint, trust, metrics);
  }

  private Metrics metrics(Database database) throws IOException {
    Metrics metrics = Metrics.open(configuration.server().ownMetrics());
    opened.push(metrics::close);
    metrics.connections(database);
    CatalogueStore catalogue = new CatalogueStore(database.jdbi());
    metrics.gauge(
        "icecoat.images",
        "Images of all kinds, retired ones included",
        () -> catalogue.totals().images());
    metrics.gauge(
        "icecoat.images.bytes",
        "Content of all images, what several share counted once",
        () -> catalogue.totals().bytes());
    return metrics;
  }

  /** Where images are: their rows, their content and the log of them. */
  private record Images(
      Database database, ContentFolder folder, ExecutorService hashing, OpenLog log) {
    CatalogueStore catalogue() {
      return new CatalogueStore(database.jdbi());
    }
  }

  /** What the store can do for confidential images. */
  private record Confidential(
      Optional<RegisterImage.Confidential> taking,
      Optional<KeyRelease> release,
      JudgeByPolicies policies) {}

  private Confidential confidential(Optional<OpenKeys> keys, Images images) {
    ImageLog log = images.log().log();
    keys.ifPresent(it -> it.renew(log, images.folder()));
    return new Confidential(
        keys.flatMap(it -> it.taking(images.folder(), random)),
        keys.flatMap(it -> it.release(new LookUpImage(log), random)),
        new JudgeByPolicies(keys.flatMap(OpenKeys::judging)));
  }

  private StoreUses uses(Images images, Confidential confidential) {
    OpenLog self = images.log();
    ImageLog log = self.log();
    ContentFolder folder = images.folder();
    ExecutorService hashing = images.hashing();
    LookUpImage lookUp = new LookUpImage(log);
    Inspection inspection = new Inspection(configuration.inspection().open());
    return new StoreUses(
        new RegisterImage(
            log, folder, unregistered(images), inspection, confidential.taking(), clock),
        lookUp,
        new ImageSearch(images.catalogue(), log),
        new FetchImage(lookUp, folder),
        new VerifyImage(lookUp, new ContentAudit(folder, hashing, PROCESSORS), self::look),
        new RetireImage(log, clock),
        new ProveImage(log),
        new ProveGuard(self.guard(), clock),
        confidential.release(),
        confidential.policies(),
        new ListKeyDecisions(
            lookUp,
            new KeyStore(images.database().jdbi()),
            new ReleaseStore(images.database().jdbi())));
  }

  private static UnregisteredImages unregistered(Images images) {
    UnregisteredImages unregistered =
        new UnregisteredImages(
            images.log().log(),
            new UnregisteredContent(images.folder()),
            new KeyStore(images.database().jdbi()));
    unregistered.settle();
    return unregistered;
  }

  private void rounds(Images images) {
    long rate = configuration.content().auditRate().bytes();
    if (rate == 0) {
      return;
    }
    CatalogueStore catalogue = images.catalogue();
    OpenRounds rounds =
        OpenRounds.start(
            new ContentRounds(
                images.folder(),
                new ContentAudit(images.folder(), images.hashing(), 1),
                () -> catalogue.all().stream().map(one -> one.manifest().content()).toList(),
                rate,
                images.log()::look));
    opened.push(rounds::close);
  }

  private void serve(StoreEndpoint endpoint, GridTrust trust, Metrics metrics) throws IOException {
    long largest = configuration.content().largestImage().bytes();
    ServerConfiguration server = configuration.server();
    TlsMaterial tls = new TlsMaterial(server.keys(), trust.forServers());
    WsrfServer serving =
        WsrfServer.start(
            server.settings(tls, metrics.calls()),
            base -> List.of(endpoint.at(base, largest), endpoint.administrationAt(base)));
    opened.push(serving::close);
    address = URI.create(serving.address() + StoreEndpoint.PATH);
  }

  private Optional<Tpm> tpm() {
    if (!configuration.tpm().present()) {
      return Optional.empty();
    }
    Tpm tpm = EsysTpm.open(TpmSettings.of(configuration.tpm().tcti()), OpenLog.daemon("store-tpm"));
    opened.push(tpm::close);
    return Optional.of(tpm);
  }

  private static StoreStatus status(Images images) {
    OpenLog log = images.log();
    return new StoreStatus(
        version(),
        images.catalogue().totals(),
        images.folder().freeBytes(),
        log.log().newest().map(LogView::head),
        log.findings());
  }

  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public String address() {
    return address.toString();
  }

  @Override
  public void close() {
    opened.close();
  }
}
