using Ayni.EmbeddedEngine.Activations;
using Ayni.EmbeddedEngine.Messaging;

namespace Ayni.EmbeddedEngine.Reminders;

/// <summary>One tick of a reminder, queued like a call.</summary>
internal sealed class ReminderTick(ReminderRow row, DateTimeOffset now, Action<Exception?> ended) : GrainRequest
{
    public override Task InvokeAsync(Activation activation) => ((IRemindable)activation.GrainInstance!).ReceiveReminder(
        row.ReminderName, new TickStatus(row.StartAt.UtcDateTime, row.Period, now.UtcDateTime));

    public override void Complete(Task outcome) => ended(outcome.Exception?.InnerException);

    public override void Fail(Exception exception) => ended(exception);
}
