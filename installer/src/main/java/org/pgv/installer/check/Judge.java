package org.pgv.installer.check;

import java.util.List;

/** One part of a check: a pure function from what is known to what does not fit. */
interface Judge {
  List<Finding> judge(Subject subject);
}
