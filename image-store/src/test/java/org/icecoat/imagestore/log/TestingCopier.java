package org.icecoat.imagestore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.imagestore.log.ImageLogContract.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Line;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.signer.TestingSigner;
import org.icecoat.service.database.Database;
import org.icecoat.trust.log.SignedTreeHead;
import org.icecoat.trust.log.TreeHead;

/**
 * Starts a store again and again, kills it at any step, copies its database at each kill, and puts
 * back any copy. Whatever the store has once shown it shows ever after, or it refuses to serve; the
 * last copy, with which it counted, it serves.
 */
final class TestingCopier {
  private static final int STARTS = 25;
  private static final int MOST_ANSWERS = 10;
  private static final int RECENT = 5;
  private static final RegisteredImage.Retirement END =
      new RegisteredImage.Retirement(
          TestingImageLog.NOON, Dn.parse("CN=Carol,O=Grid"), new Line("leaks"));

  private final Database database;
  private final long seed;
  private final Random random;
  private final TestingSigner signer = new TestingSigner();
  private final List<TestingCopies.Copy> copies = new ArrayList<>();
  private final Set<ImageId> registered = new HashSet<>();
  private final Set<ImageId> retired = new HashSet<>();
  private final Map<Long, TreeHead> heads = new HashMap<>();
  private int images;

  TestingCopier(Database database, long seed) {
    this.database = database;
    this.seed = seed;
    this.random = new Random(seed);
  }

  void play() {
    started().register(image("0"));
    copies.add(TestingCopies.of(database));
    for (int start = 0; start < STARTS; start++) {
      TestingCopies.Copy honest = copies.get(copies.size() - 1);
      boolean put = random.nextBoolean();
      (put ? recent() : honest).putBack(database);
      if (live(!put) && random.nextBoolean()) {
        live(true);
      }
    }
  }

  /** Most likely to be taken for the newest. */
  private TestingCopies.Copy recent() {
    return copies.get(Math.max(0, copies.size() - 1 - random.nextInt(RECENT)));
  }

  /** One life of the store; whether it served. */
  private boolean live(boolean honest) {
    Counters before = Counters.of(signer);
    if (random.nextInt(4) == 0) {
      disturb();
    }
    ImageLog log = started();
    boolean silent =
        log.findings().stream().anyMatch(one -> one.code() == StoreFinding.Code.SIGNER_SILENT);
    if (honest && !silent) {
      assertThat(log.findings()).as("untouched, seed %d", seed).isEmpty();
    }
    if (log.newest().isEmpty()) {
      signer.recover();
      boolean counted = !before.equals(Counters.of(signer));
      copies.add(copies.size() - (counted ? 0 : 1), TestingCopies.of(database));
      return false;
    }
    seen(log);
    for (int appends = random.nextInt(4); appends > 0; appends--) {
      append(log);
      copies.add(TestingCopies.of(database));
    }
    signer.recover();
    copies.add(TestingCopies.of(database));
    return true;
  }

  private void append(ImageLog log) {
    if (random.nextBoolean()) {
      disturb();
    }
    try {
      if (random.nextBoolean()) {
        log.register(image(String.valueOf(++images)));
      } else {
        log.retire(
            registered.stream().skip(random.nextInt(registered.size())).findAny().get(), END);
      }
    } catch (StoreException e) {
      assertThat(e.fault().name()).as("seed %d", seed).isEqualTo("SIGNER_SILENT");
      if (random.nextBoolean()) {
        signer.recover();
      }
    }
    seen(log);
  }

  private void disturb() {
    switch (random.nextInt(4)) {
      case 0 -> signer.answer(random.nextInt(MOST_ANSWERS));
      case 1 -> signer.answer(1);
      case 2 -> signer.loseTheNextRaise();
      default -> signer.recover();
    }
  }

  private void seen(ImageLog log) {
    LogView view = log.view();
    SignedTreeHead head = view.head();
    assertThat(heads.merge(head.head().counter(), head.head(), (one, other) -> one))
        .as("two heads of one counter, seed %d", seed)
        .isEqualTo(head.head());
    assertThat(registered).as("lost, seed %d", seed).allMatch(id -> view.find(id).isPresent());
    assertThat(retired).as("lost end, seed %d", seed).allMatch(id -> ended(view.find(id)));
    view.images().stream().filter(id -> view.find(id).isPresent()).forEach(registered::add);
    registered.stream().filter(id -> ended(view.find(id))).forEach(retired::add);
  }

  private static boolean ended(Optional<LoggedImage> image) {
    return image.flatMap(LoggedImage::retirement).isPresent();
  }

  private ImageLog started() {
    return TestingImageLog.over(database, signer);
  }
}
