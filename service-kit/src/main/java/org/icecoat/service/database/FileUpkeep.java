package org.icecoat.service.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the file of a {@link KillSafeH2} from growing for ever; a thread of its own. */
final class FileUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileUpkeep.class);
  private static final long LOOK_SECONDS = 60;
  private static final long SMALL = 64L << 20;
  private static final int MOST_MILLIS = 2_000;
  private static final int GROWTH = 3;

  private final DataSource dataSource;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "database-upkeep");
            thread.setDaemon(true);
            return thread;
          });
  private long after;

  private FileUpkeep(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  static FileUpkeep start(DataSource dataSource) {
    FileUpkeep upkeep = new FileUpkeep(dataSource);
    var unused =
        upkeep.timer.scheduleWithFixedDelay(
            upkeep::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    return upkeep;
  }

  /** The file may become three times as large as what is in it before others have to wait. */
  private void look() {
    try (Connection connection = dataSource.getConnection()) {
      long bytes = KillSafeH2.fileBytes(connection);
      if (bytes > Math.max(SMALL, GROWTH * after)) {
        KillSafeH2.reclaim(connection, MOST_MILLIS);
        after = KillSafeH2.fileBytes(connection);
        LOG.info("The database's file was {} MiB and is {} MiB", bytes >> 20, after >> 20);
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("The database's file could not be made smaller: {}", e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
