package org.icecoat.testbed.docs;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.configuration.ConfigurationFile;

/**
 * The keys of a configuration record, found by looking at the record and by reading files.
 *
 * @param type of the whole file
 * @param least a file with no more than what is needed, and one entry in each list of records
 * @param folder where files can be written
 */
record KeyTable(Class<? extends Record> type, String least, Path folder) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** One line: what the first three columns of the document say. */
  record Row(String key, String type, String usual) {}

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    addKeys(type, "", rows);
    return rows;
  }

  private void addKeys(Class<?> record, String prefix, List<Row> rows) {
    for (RecordComponent component : record.getRecordComponents()) {
      String key = prefix + kebab(component.getName());
      Class<?> element = element(component.getGenericType());
      if (element != null && KeyWords.isSection(element)) {
        addKeys(element, key + "[].", rows);
      } else if (KeyWords.isSection(component.getType())) {
        addKeys(component.getType(), key + ".", rows);
      } else {
        rows.add(new Row("`" + key + "`", KeyWords.of(component.getGenericType()), usual(key)));
      }
    }
  }

  private static Class<?> element(Type type) {
    return type instanceof ParameterizedType many
            && many.getActualTypeArguments().length == 1
            && many.getActualTypeArguments()[0] instanceof Class<?> one
        ? one
        : null;
  }

  static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** What counts when a key is left out of a file that is complete otherwise. */
  private String usual(String key) {
    List<String> path = List.of(key.replace("[]", ".0").split("\\."));
    try {
      Map<?, ?> tree = YAML.readValue(least, Map.class);
      remove(tree, path);
      Path file = folder.resolve("without.yaml");
      YAML.writeValue(file.toFile(), tree);
      return KeyWords.value(valueAt(ConfigurationFile.read(file, type), path));
    } catch (ConfigurationException e) {
      return "required";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Object tree, List<String> path) {
    Object next = tree;
    for (String step : path.subList(0, path.size() - 1)) {
      next =
          next instanceof List<?> list
              ? list.get(0)
              : next == null ? null : ((Map<?, ?>) next).get(step);
    }
    if (next instanceof Map<?, ?> map) {
      map.remove(path.get(path.size() - 1));
    }
  }

  private static Object valueAt(Object record, List<String> path) {
    Object next = record;
    for (String step : path) {
      if (next == null) {
        return null;
      }
      next = next instanceof List<?> list ? list.get(0) : component(next, step);
    }
    return next;
  }

  private static Object component(Object record, String key) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (kebab(component.getName()).equals(key)) {
        try {
          component.getAccessor().setAccessible(true);
          return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    throw new IllegalArgumentException(record.getClass() + " has no " + key);
  }

  /** Whether the least file is one. */
  void requireReadable() throws IOException {
    Path file = Files.writeString(folder.resolve("least.yaml"), least);
    ConfigurationFile.read(file, type);
  }
}
