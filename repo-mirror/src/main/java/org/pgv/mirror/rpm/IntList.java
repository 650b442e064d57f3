package org.pgv.mirror.rpm;

import java.util.Arrays;

/** Numbers in a row, growing as they come. */
final class IntList {
  private int[] numbers;
  private int size;

  IntList(int expected) {
    this.numbers = new int[Math.max(expected, 16)];
  }

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  /** Drops all numbers from this place on. */
  void cut(int end) {
    size = end;
  }

  int get(int index) {
    return numbers[index];
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(numbers, size);
  }
}
