package org.osnas.cli;

/** Exit statuses, a contract with scripts. */
final class ExitStatus {

    static final int DONE = 0;
    static final int DEFECT = 1;
    static final int BAD_INPUT = 2;
    static final int BUDGET_UNREACHABLE = 3;
    /** As shells report a command that Ctrl-C ended. */
    static final int STOPPED = 130;

    private ExitStatus() {}
}
