package org.icecoat.console.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Rows under headings, each column as wide as its widest cell. Columns of numbers end aligned. */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final int columns;

  public Table(String... headings) {
    columns = headings.length;
    rows.add(List.of(headings));
  }

  /** A null cell is written as a dash. */
  public Table row(Object... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(columns + " cells were expected, not " + cells.length);
    }
    rows.add(Arrays.stream(cells).map(Table::cell).toList());
    return this;
  }

  private static String cell(Object value) {
    String text = value == null ? "" : value.toString();
    return text.isEmpty() ? "-" : Printable.line(text);
  }

  /** The lines, headings first, without blanks at their ends. */
  public List<String> lines() {
    List<StringBuilder> lines = Stream.generate(StringBuilder::new).limit(rows.size()).toList();
    for (int column = 0; column < columns; column++) {
      append(lines, column);
    }
    return lines.stream().map(line -> line.toString().stripTrailing()).toList();
  }

  private void append(List<StringBuilder> lines, int column) {
    int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    boolean numbers = rows.stream().skip(1).allMatch(row -> numeric(row.get(column)));
    for (int i = 0; i < rows.size(); i++) {
      String cell = rows.get(i).get(column);
      String blanks = " ".repeat(width - cell.length());
      lines.get(i).append(column == 0 ? "" : GAP).append(numbers ? blanks + cell : cell + blanks);
    }
  }

  private static boolean numeric(String cell) {
    return cell.equals("-") || cell.matches("[0-9]+(\\.[0-9]+)?( ?[KMGTPE]?i?B)?");
  }
}
