package org.icecoat.plugin.dataset;

import java.nio.file.Path;
import org.icecoat.domain.node.DatasetName;

/**
 * Data that the node holds.
 *
 * @param description one line for people; may be empty
 * @param disk a file system in one file (raw), which guests get as a read-only disk
 */
public record Dataset(DatasetName name, String description, Path disk) {
  public Dataset {
    description = description == null ? "" : description;
    if (name == null || disk == null) {
      throw new IllegalArgumentException("A dataset needs a name and the path of its disk");
    }
  }
}
