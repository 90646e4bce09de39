namespace Ayni.EmbeddedEngine.Reminders;

/// <summary>A registered reminder; a row is replaced, never changed.</summary>
internal sealed record ReminderRow(
    GrainId GrainId, string ReminderName, DateTimeOffset StartAt, TimeSpan Period, long Version) : IGrainReminder;
