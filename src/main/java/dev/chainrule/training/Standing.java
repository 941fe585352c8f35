package dev.chainrule.training;

import java.util.List;

/**
 * How far the members of a job are together, as the snapshots say from which a run goes on. Every step forward of one of them raises the
 * epochs, or else the batches.
 *
 * @param epochs completed, and one more for each member that is finished
 * @param batches done in epochs that are under way
 * @param text in words
 */
record Standing(int epochs, int batches, String text) {

    /**
     * @param members of the job
     * @param snapshots of those that are under way
     */
    static Standing of(List<JobMember> members, List<JobSnapshotRepository.Position> snapshots) {
        int finished = 0;
        int epochs = 0;
        for (JobMember member : members) {
            if (member.isFinished()) {
                finished++;
                epochs += member.epoch();
            }
        }
        int batches = 0;
        for (JobSnapshotRepository.Position snapshot : snapshots) {
            epochs += snapshot.epoch();
            batches += snapshot.batch();
        }
        String text = "epoch " + epochs + (batches == 0 ? "" : ", batch " + batches);
        if (members.size() > 1) {
            text = epochs + " epochs, with " + finished + " of " + members.size() + " members finished";
        }
        return new Standing(epochs + finished, batches, text);
    }
}
